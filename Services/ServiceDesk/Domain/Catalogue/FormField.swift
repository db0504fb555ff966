import Foundation
import Records

/// One question of a form.
package struct FormField: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case text, longText, choice, multiChoice, date, number, person, configurationItem, file, boolean
    }

    /// Forms a text may be held to; there are no others, so that no pattern can take for ever.
    package enum Pattern: String, Codable, CaseIterable, Sendable {
        case mail, phone, digits, hostName, costCentre, ipAddress, url
    }

    package struct Choice: Codable, Equatable, Sendable {
        package let key: String
        /// By language; `default` stands for those that are missing.
        package let label: [String: String]

        package init(key: String, label: [String: String]) {
            self.key = key
            self.label = label
        }
    }

    package struct Limits: Codable, Equatable, Sendable {
        package let minimum: Double?
        package let maximum: Double?
        package let minimumLength: Int?
        package let maximumLength: Int?
        package let pattern: Pattern?
        /// As `2026-12-01`.
        package let earliest: String?
        package let latest: String?

        package init(
            minimum: Double? = nil, maximum: Double? = nil, minimumLength: Int? = nil, maximumLength: Int? = nil,
            pattern: Pattern? = nil, earliest: String? = nil, latest: String? = nil
        ) {
            self.minimum = minimum
            self.maximum = maximum
            self.minimumLength = minimumLength
            self.maximumLength = maximumLength
            self.pattern = pattern
            self.earliest = earliest
            self.latest = latest
        }
    }

    /// When a field is shown: by the answer to one that stands before it. Exactly one of the three tests is given.
    package struct Condition: Codable, Equatable, Sendable {
        package let field: String
        package let equals: AnswerValue?
        package let `in`: [String]?
        package let answered: Bool?

        package init(field: String, equals: AnswerValue? = nil, in words: [String]? = nil, answered: Bool? = nil) {
            self.field = field
            self.equals = equals
            self.in = words
            self.answered = answered
        }

        package func holds(_ answer: AnswerValue?) -> Bool {
            if let equals { return answer == equals }
            if let words = self.in { return answer.map { !Set($0.words).isDisjoint(with: words) } ?? false }
            return (answer != nil) == (answered ?? true)
        }
    }

    package let key: String
    package let label: [String: String]
    package let help: [String: String]?
    package let type: Kind
    package let required: Bool
    package let choices: [Choice]?
    package let limits: Limits?
    package let showWhen: Condition?

    package init(
        key: String, label: [String: String], help: [String: String]? = nil, type: Kind, required: Bool = false,
        choices: [Choice]? = nil, limits: Limits? = nil, showWhen: Condition? = nil
    ) {
        self.key = key
        self.label = label
        self.help = help
        self.type = type
        self.required = required
        self.choices = choices
        self.limits = limits
        self.showWhen = showWhen
    }
}

/// What somebody answered: words for most fields, several for a multiple choice.
package enum AnswerValue: Codable, Hashable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case list([String])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .boolean(let flag): try container.encode(flag)
        case .list(let words): try container.encode(words)
        }
    }

    /// The words in it, for conditions.
    package var words: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let words): words
        case .boolean(let flag): [flag ? "true" : "false"]
        case .number(let number): [number == number.rounded() ? String(Int64(number)) : String(number)]
        }
    }
}
