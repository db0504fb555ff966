import Foundation
import Records

/// A text with places for what is only known when it is used: `Hello {requester}, {number} is solved.`
package struct ResponseText: Codable, Equatable, Sendable {
    /// What can be filled in.
    package enum Variable: String, CaseIterable, Sendable { case requester, number, title, agent }

    package static let longest = 10_000

    /// By language tag; at least one.
    package let texts: [String: String]
    /// The kinds of record it is for; empty for all.
    package let kinds: [RecordKind]

    /// Throws `Invalid` naming the field at fault.
    package init(texts: [String: String], kinds: [RecordKind]) throws(Invalid) {
        guard !texts.isEmpty else {
            throw Invalid("Give a text in at least one language.", field: "texts", code: "empty")
        }
        var checked: [String: String] = [:]
        for (tag, text) in texts.sorted(by: { $0.key < $1.key }) {
            checked[tag] = try Self.checked(text, tag)
        }
        self.texts = checked
        self.kinds = RecordKind.allCases.filter(kinds.contains)
    }

    private static func checked(_ text: String, _ tag: String) throws(Invalid) -> String {
        guard Language(rawValue: tag) != nil else {
            let tags = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw Invalid("Give texts in \(tags).", field: "texts.\(tag.prefix(20))", code: "unknown_language")
        }
        guard let text = try Wording.paragraphs(text, field: "texts.\(tag)", atMost: longest) else {
            throw Invalid("Give a text; this is empty.", field: "texts.\(tag)", code: "empty")
        }
        for match in text.matches(of: /\{([a-zA-Z]+)\}/) where Variable(rawValue: String(match.output.1)) == nil {
            let names = Variable.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
            throw Invalid(
                "There is no \(match.output.0); use \(names).", field: "texts.\(tag)", code: "unknown_variable")
        }
        return text
    }

    /// Whether it can be used on records of this kind.
    package func suits(_ kind: RecordKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

    /// The text in the first of these languages that it has, else in English, else in any; each place filled once.
    package func filled(
        in languages: [Language], with values: [Variable: String]
    ) -> (text: String, language: String) {
        let wished = (languages + [.english]).map(\.rawValue).first { texts[$0] != nil }
        let language = wished ?? texts.keys.sorted().first ?? Language.english.rawValue
        let text = (texts[language] ?? "").replacing(/\{([a-zA-Z]+)\}/) { match in
            Variable(rawValue: String(match.output.1)).map { values[$0] ?? "" } ?? String(match.output.0)
        }
        return (text, language)
    }
}
