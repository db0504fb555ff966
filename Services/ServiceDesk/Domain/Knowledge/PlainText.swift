import Foundation

/// Markdown without its marks, for excerpts.
package enum PlainText {
    package static func of(_ markdown: String) -> String {
        let bare = markdown.replacing(/!?\[([^\]\n]*)\]\([^)\n]*\)/) { $0.output.1 }
            .replacing(/(?m)^[ \t]*(?:#{1,6}|[-*+>]|\d{1,3}[.)])[ \t]+/, with: "")
            .replacing(/[*`|]{1,3}/, with: "")
        return bare.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
