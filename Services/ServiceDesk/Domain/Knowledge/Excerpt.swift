import Foundation

/// A piece of a text around the first of the words searched for.
package enum Excerpt {
    private static let length = 200

    package static func of(_ markdown: String, around words: [String]) -> String {
        let text = PlainText.of(markdown)
        guard text.count > length else { return text }
        let begin = start(in: text, of: words)
        let piece = text[begin...].prefix(length)
        let end = piece.endIndex
        return (begin > text.startIndex ? "… " : "") + piece + (end < text.endIndex ? " …" : "")
    }

    /// The beginning of a word some way before the first match; the text's own beginning without one.
    private static func start(in text: String, of words: [String]) -> String.Index {
        let matches = words.compactMap { word in
            text.range(of: String(word.prefix(5)), options: .caseInsensitive)?.lowerBound
        }
        guard let first = matches.min() else { return text.startIndex }
        let room = text.distance(from: text.startIndex, to: first)
        guard room > 60 else { return text.startIndex }
        let before = text.index(first, offsetBy: -60)
        return text[before...].firstIndex(of: " ").map { text.index(after: $0) } ?? before
    }
}
