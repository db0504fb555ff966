import Foundation

/// How one integration's own words for how bad it is are to be read.
package struct SeverityMapping: Codable, Equatable, Sendable {
    /// By the word in lower case, without blanks around it.
    package let words: [String: Severity]
    /// For what says nothing, or a word that nobody knows; nil leaves it `unknown`.
    package let standard: Severity?

    package static let none = SeverityMapping(words: [:], standard: nil)

    package init(words: [String: Severity], standard: Severity?) {
        self.words = Dictionary(words.map { (SeverityMapping.plain($0.key), $0.value) }) { max($0, $1) }
        self.standard = standard
    }

    /// The integration's own reading first, then the usual one, then its standard.
    package func severity(of word: String?) -> Severity {
        if let word, let own = words[SeverityMapping.plain(word)] { return own }
        let usual = Severity(word: word)
        return usual == .unknown ? standard ?? .unknown : usual
    }

    private static func plain(_ word: String) -> String {
        word.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
