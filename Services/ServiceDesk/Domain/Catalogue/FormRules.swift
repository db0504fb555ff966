import Foundation
import Records

extension FormField {
    package static let languages = ["default", "en", "de", "sv", "nb", "ru"]
    private static let most = 60

    /// A form in the shape it is kept in. Throws `Invalid` naming the field at fault.
    static func checked(_ form: [FormField], at path: String) throws(Invalid) -> [FormField] {
        try Wording.bounded(form.count, field: path, atMost: most)
        var checked: [FormField] = []
        for (index, field) in form.enumerated() {
            let place = "\(path).\(index)"
            guard !checked.contains(where: { $0.key == field.key }) else {
                throw Invalid("Another field has this key.", field: "\(place).key", code: "repeated")
            }
            checked.append(try field.checked(at: place, after: checked))
        }
        return checked
    }

    private func checked(at path: String, after earlier: [FormField]) throws(Invalid) -> FormField {
        try showWhen?.check(at: "\(path).showWhen", after: earlier)
        return FormField(
            key: try Wording.key(key, field: "\(path).key"), label: try Self.texts(label, at: "\(path).label"),
            help: try help.map { texts throws(Invalid) in try Self.texts(texts, at: "\(path).help", atMost: 1_000) },
            type: type, required: required, choices: try checkedChoices(at: "\(path).choices"),
            limits: try limits?.checked(for: type, at: "\(path).limits"), showWhen: showWhen)
    }

    private static func texts(
        _ texts: [String: String], at path: String, atMost limit: Int = 200
    ) throws(Invalid) -> [String: String] {
        guard texts["default"] != nil else {
            throw Invalid("Give at least the text “default”.", field: path, code: "required")
        }
        var checked: [String: String] = [:]
        for (language, text) in texts {
            guard languages.contains(language) else {
                throw Invalid(
                    "Languages are \(languages.joined(separator: ", ")).", field: path, code: "unknown_language")
            }
            checked[language] = try Wording.line(text, field: "\(path).\(language)", atMost: limit)
        }
        return checked
    }

    private func checkedChoices(at path: String) throws(Invalid) -> [Choice]? {
        let isChosen = type == .choice || type == .multiChoice
        guard isChosen == !(choices ?? []).isEmpty else {
            throw Invalid(
                isChosen ? "Give the choices." : "Only choice and multiChoice have choices.", field: path,
                code: isChosen ? "required" : "not_wanted")
        }
        guard let choices, isChosen else { return nil }
        try Wording.bounded(choices.count, field: path, atMost: 200)
        var checked: [Choice] = []
        for (index, choice) in choices.enumerated() {
            let key = try Wording.key(choice.key, field: "\(path).\(index).key")
            guard !checked.contains(where: { $0.key == key }) else {
                throw Invalid("Another choice has this key.", field: "\(path).\(index).key", code: "repeated")
            }
            checked.append(Choice(key: key, label: try Self.texts(choice.label, at: "\(path).\(index).label")))
        }
        return checked
    }
}

extension FormField.Condition {
    fileprivate func check(at path: String, after earlier: [FormField]) throws(Invalid) {
        guard earlier.contains(where: { $0.key == field }) else {
            throw Invalid("No field before this one has this key.", field: "\(path).field", code: "unknown_field")
        }
        guard [equals != nil, self.in != nil, answered != nil].filter({ $0 }).count == 1 else {
            throw Invalid("Give exactly one of equals, in, answered.", field: path, code: "one_of")
        }
        try Wording.bounded(self.in?.count ?? 0, field: "\(path).in", atMost: 100)
    }
}

extension FormField.Limits {
    static let longestLine = 500
    static let longestText = 20_000

    fileprivate func checked(for type: FormField.Kind, at path: String) throws(Invalid) -> Self {
        let longest = type == .longText ? Self.longestText : Self.longestLine
        try order(minimum, maximum, at: path, "minimum")
        try order(minimumLength.map(Double.init), maximumLength.map(Double.init), at: path, "minimumLength")
        for (name, length) in [("minimumLength", minimumLength), ("maximumLength", maximumLength)] {
            guard (0...longest).contains(length ?? 0) else {
                throw Invalid("Give a length up to \(longest).", field: "\(path).\(name)", code: "out_of_range")
            }
        }
        for (name, day) in [("earliest", earliest), ("latest", latest)] where day.map(CivilDay.isValid) == false {
            throw Invalid("Give a day such as 2026-12-01.", field: "\(path).\(name)", code: "date_form")
        }
        if let earliest, let latest, earliest > latest {
            throw Invalid("The earliest day is after the latest.", field: "\(path).earliest", code: "out_of_order")
        }
        return self
    }

    private func order(_ low: Double?, _ high: Double?, at path: String, _ name: String) throws(Invalid) {
        if let low, let high, low > high {
            throw Invalid("The least is more than the most.", field: "\(path).\(name)", code: "out_of_order")
        }
    }
}

/// A day of the calendar, as `2026-12-01`; such texts sort as the days do.
package enum CivilDay {
    package static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return false }
        let numbers = parts.compactMap { Int($0) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let day = DateComponents(calendar: calendar, year: numbers[0], month: numbers[1], day: numbers[2])
        return numbers[0] >= 1900 && day.isValidDate(in: calendar)
    }
}
