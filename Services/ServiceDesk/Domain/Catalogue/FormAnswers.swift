import Foundation
import Records

/// Answers held against a form: only what is asked, only where it is shown, each of its type and within its limits.
package struct FormAnswers: Sendable {
    package let form: [FormField]

    package init(_ form: [FormField]) {
        self.form = form
    }

    /// The answers in the form they are kept in. Throws `Invalid` naming the field at fault, `answers.<key>`.
    package func checked(_ given: [String: AnswerValue]) throws(Invalid) -> [String: AnswerValue] {
        if let stranger = given.keys.sorted().first(where: { key in !form.contains { $0.key == key } }) {
            throw fault(stranger, "The form has no such field.", "unknown_field")
        }
        var answers: [String: AnswerValue] = [:]
        for field in form {
            let isShown = field.showWhen.map { $0.holds(answers[$0.field]) } ?? true
            guard isShown else {
                guard given[field.key] == nil else {
                    throw fault(field.key, "This is not asked, as the other answers stand.", "hidden_field")
                }
                continue
            }
            let answer = try given[field.key].flatMap { value throws(Invalid) in try checked(value, field) }
            guard answer != nil || !field.required else { throw fault(field.key, "Answer this.", "required") }
            answers[field.key] = answer
        }
        return answers
    }

    /// What is answered by its id in fields of this type, by field: whether there is such a one the caller finds out.
    package func named(_ type: FormField.Kind, in answers: [String: AnswerValue]) -> [(field: String, id: UUID)] {
        form.filter { $0.type == type }.compactMap { field in
            guard case .text(let text)? = answers[field.key], let id = UUID(uuidString: text) else { return nil }
            return ("answers.\(field.key)", id)
        }
    }

    /// Nil for an answer that says nothing.
    private func checked(_ value: AnswerValue, _ field: FormField) throws(Invalid) -> AnswerValue? {
        switch (field.type, value) {
        case (.text, .text(let text)): try line(text, field)
        case (.longText, .text(let text)): try paragraphs(text, field)
        case (.choice, .text(let word)): word.isEmpty ? nil : .text(try chosen(word, field))
        case (.multiChoice, .list(let words)): try chosen(words, field)
        case (.date, .text(let day)): day.isEmpty ? nil : .text(try date(day, field))
        case (.number, .number(let number)): .number(try inRange(number, field))
        case (.boolean, .boolean): value
        case (.person, .text(let text)), (.configurationItem, .text(let text)), (.file, .text(let text)):
            text.isEmpty ? nil : .text(try id(text, field))
        default: throw fault(field.key, "Give \(Self.expected(field.type)).", "wrong_type")
        }
    }

    private func line(_ text: String, _ field: FormField) throws(Invalid) -> AnswerValue? {
        guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        let limit = field.limits?.maximumLength ?? FormField.Limits.longestLine
        let line = try Wording.line(text, field: "answers.\(field.key)", atMost: limit)
        try longEnough(line, field)
        if let pattern = field.limits?.pattern, !pattern.fits(line) {
            throw fault(field.key, "Give \(pattern.example).", "pattern")
        }
        return .text(line)
    }

    private func paragraphs(_ text: String, _ field: FormField) throws(Invalid) -> AnswerValue? {
        let limit = field.limits?.maximumLength ?? FormField.Limits.longestText
        let kept = try Wording.paragraphs(text, field: "answers.\(field.key)", atMost: limit)
        guard let kept else { return nil }
        try longEnough(kept, field)
        return .text(kept)
    }

    private func longEnough(_ text: String, _ field: FormField) throws(Invalid) {
        guard let least = field.limits?.minimumLength, text.unicodeScalars.count < least else { return }
        throw fault(field.key, "Write at least \(least) characters.", "too_short")
    }

    private func chosen(_ word: String, _ field: FormField) throws(Invalid) -> String {
        guard field.choices?.contains(where: { $0.key == word }) == true else {
            throw fault(field.key, "“\(word.prefix(40))” is none of the choices.", "unknown_choice")
        }
        return word
    }

    private func chosen(_ words: [String], _ field: FormField) throws(Invalid) -> AnswerValue? {
        for word in words { _ = try chosen(word, field) }
        let once = (field.choices ?? []).map(\.key).filter(words.contains)
        return once.isEmpty ? nil : .list(once)
    }

    private func date(_ day: String, _ field: FormField) throws(Invalid) -> String {
        guard CivilDay.isValid(day) else { throw fault(field.key, "Give a day such as 2026-12-01.", "wrong_type") }
        if let earliest = field.limits?.earliest, day < earliest {
            throw fault(field.key, "Not before \(earliest).", "out_of_range")
        }
        if let latest = field.limits?.latest, day > latest {
            throw fault(field.key, "Not after \(latest).", "out_of_range")
        }
        return day
    }

    private func inRange(_ number: Double, _ field: FormField) throws(Invalid) -> Double {
        let (low, high) = (field.limits?.minimum ?? -1e12, field.limits?.maximum ?? 1e12)
        guard number >= low, number <= high else {
            throw fault(field.key, "Give a number from \(Self.words(low)) to \(Self.words(high)).", "out_of_range")
        }
        return number
    }

    private func id(_ text: String, _ field: FormField) throws(Invalid) -> String {
        guard let id = UUID(uuidString: text) else { throw fault(field.key, "Give an id.", "wrong_type") }
        return id.uuidString.lowercased()
    }

    private func fault(_ key: String, _ message: String, _ code: String) -> Invalid {
        Invalid(message, field: "answers.\(key.prefix(60))", code: code)
    }

    private static func words(_ number: Double) -> String {
        number == number.rounded() ? String(Int64(number)) : String(number)
    }

    private static func expected(_ kind: FormField.Kind) -> String {
        switch kind {
        case .text, .longText: "a text"
        case .choice: "one of the choices, by its key"
        case .multiChoice: "a list of choices, by their keys"
        case .date: "a day such as 2026-12-01"
        case .number: "a number"
        case .boolean: "true or false"
        case .person, .configurationItem, .file: "an id"
        }
    }
}
