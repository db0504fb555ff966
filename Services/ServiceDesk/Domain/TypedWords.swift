import Foundation
import Records

/// What somebody typed into a search box: words, and perhaps the number of a record.
package struct TypedWords: Equatable, Sendable {
    /// In one Unicode form, without blanks around it.
    package let text: String
    /// Numbers it may stand for: `inc42` is INC0000042, `42` the forty-second of every kind. Empty for words.
    package let numbers: [String]
    /// What stands before the last word, and that word, which may be only begun. Nil when it is quoted, excluded or too short.
    package let beginning: Beginning?

    package struct Beginning: Equatable, Sendable {
        package let before: String
        package let word: String

        package init(before: String, word: String) {
            self.before = before
            self.word = word
        }
    }

    /// Nil when there is nothing to search for.
    package init?(_ typed: String) {
        let text = typed.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
        else { return nil }
        self.text = text
        numbers = Self.numbers(text)
        beginning = Self.beginning(text)
    }

    /// Whether it is long enough that something similar may be looked for, and short enough that it is a few words.
    package var mayBeMistyped: Bool { numbers.isEmpty && (4...60).contains(text.count) }

    private static func numbers(_ text: String) -> [String] {
        guard let parts = text.wholeMatch(of: /([A-Za-z]{2,4})?[-# ]?0*([0-9]{1,9})/)?.output,
            let count = Int(parts.2)
        else { return [] }
        let digits = String(count)
        let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        if let letters = parts.1 { return [letters.uppercased() + padded] }
        return RecordNumber.Prefix.allCases.map { $0.rawValue + padded }
    }

    private static func beginning(_ text: String) -> Beginning? {
        guard !text.contains("\"") else { return nil }
        let cut = text.lastIndex(where: \.isWhitespace).map { text.index(after: $0) } ?? text.startIndex
        let word = text[cut...]
        guard word.count >= 2, word.allSatisfy({ $0.isLetter || $0.isNumber }), word.lowercased() != "or" else {
            return nil
        }
        return Beginning(before: text[..<cut].trimmingCharacters(in: .whitespaces), word: String(word))
    }
}
