import Foundation

/// The words of a text as search knows them: lower case, letters and digits only, the same for what is kept and what is asked.
package enum SearchWords {
    private static let longest = 80

    package static func of(_ text: String, atMost limit: Int = .max) -> [String] {
        let lower = text.precomposedStringWithCanonicalMapping.lowercased().replacing("ё", with: "е")
        let words = lower.unicodeScalars.split { !CharacterSet.alphanumerics.contains($0) }
        return words.prefix(limit).map { String(String.UnicodeScalarView($0.prefix(longest))) }
    }

    /// All words of a text with blanks between them.
    package static func text(_ text: String) -> String { of(text).joined(separator: " ") }

    /// Whether the last word may go on: nothing stands after it.
    package static func isUnfinished(_ query: String) -> Bool {
        guard let last = query.unicodeScalars.last else { return false }
        return CharacterSet.alphanumerics.contains(last)
    }

    /// A query in the form in which it is counted; nil when it could name a person or say nothing.
    package static func countable(_ query: String) -> String? {
        let words = of(query, atMost: 12)
        let hasNumber = words.contains { $0.count(where: \.isNumber) >= 5 }
        let text = words.joined(separator: " ")
        return query.contains("@") || hasNumber || text.count < 3 ? nil : String(text.prefix(100))
    }
}
