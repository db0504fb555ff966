import Foundation

/// The kinds of settings a service may ask for. Each takes the variable's name and what it is for.
extension SettingsReader {
    package mutating func text(_ name: String, default standard: String? = nil, _ meaning: String) -> String {
        value(name, default: standard, meaning, expected: "a text", placeholder: "") { $0 }
    }

    /// A text that may be left out.
    package mutating func optionalText(_ name: String, _ meaning: String) -> String? {
        let text = value(name, default: "", meaning, expected: "a text", placeholder: "") { $0 }
        return text.isEmpty ? nil : text
    }

    /// What `parse` makes of a text that may be left out; nil for a text that it does not understand is a mistake.
    package mutating func optional<Value>(
        _ name: String, _ meaning: String, expected: String, _ parse: (String) -> Value?
    ) -> Value? {
        let text = value(name, default: "", meaning, expected: expected, placeholder: "") { text in
            parse(text) == nil ? nil : text
        }
        return text.isEmpty ? nil : parse(text)
    }

    /// From `NAME`, or from the file that `NAME_FILE` names.
    package mutating func secret(_ name: String, _ meaning: String) -> Secret {
        Secret(secretText(name, required: true, meaning) ?? "")
    }

    /// A secret that may be left out.
    package mutating func optionalSecret(_ name: String, _ meaning: String) -> Secret? {
        secretText(name, required: false, meaning).map { Secret($0) }
    }

    package mutating func integer(
        _ name: String, default standard: Int? = nil, in range: ClosedRange<Int>, _ meaning: String
    ) -> Int {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return value(name, default: standard, meaning, expected: expected, placeholder: range.lowerBound) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// `true` or `false`; `yes`, `no`, `1` and `0` are understood too.
    package mutating func boolean(_ name: String, default standard: Bool? = nil, _ meaning: String) -> Bool {
        value(name, default: standard, meaning, expected: "true or false", placeholder: false) { text in
            ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false][text.lowercased()]
        }
    }

    /// A length of time with its unit: `250ms`, `5s`, `2m`, `8h`, `7d`.
    package mutating func duration(_ name: String, default standard: Duration? = nil, _ meaning: String) -> Duration {
        value(
            name, default: standard, meaning, expected: "a length of time such as 250ms, 5s, 2m, 8h or 7d",
            placeholder: .zero, parse: Self.length)
    }

    package mutating func url(_ name: String, default standard: URL? = nil, _ meaning: String) -> URL {
        let expected = "an address such as https://desk.example.org"
        return value(name, default: standard, meaning, expected: expected, placeholder: URL(filePath: "/")) { text in
            guard let url = URL(string: text), url.scheme != nil, url.host() != nil else { return nil }
            return url
        }
    }

    /// One of the cases of a closed set, by raw value.
    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, default standard: Choice, _ meaning: String
    ) -> Choice {
        let words = Choice.allCases.map(\.rawValue)
        let word = value(
            name, default: standard.rawValue, meaning, expected: "one of \(words.joined(separator: ", "))",
            placeholder: standard.rawValue
        ) { words.contains($0) ? $0 : nil }
        return Choice(rawValue: word) ?? standard
    }

    private static func length(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count <= 1_000_000_000 else { return nil }
        let units: [String: Duration] = [
            "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600), "d": .seconds(86_400),
        ]
        return units[String(text.dropFirst(digits.count))].map { $0 * count }
    }
}
