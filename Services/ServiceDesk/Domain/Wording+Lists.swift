import Foundation
import Records

extension Wording {
    /// A short word such as an icon's name. Nil for nothing.
    package static func word(_ text: String?, field: String) throws(Invalid) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return try key(text, field: field)
    }

    /// A word that programs use: letters, digits, `_` and `-`, at most forty.
    package static func key(_ text: String, field: String) throws(Invalid) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
                || byte == 45
        }
        guard (1...40).contains(text.utf8.count), isPlain else {
            throw Invalid(
                "Give a word of at most 40 letters, digits, - and _.", field: field, code: "word_form")
        }
        return text
    }

    /// Each once, in the order given.
    package static func distinct(_ ids: [UUID], field: String, atMost limit: Int) throws(Invalid) -> [UUID] {
        var seen: Set<UUID> = []
        let distinct = ids.filter { seen.insert($0).inserted }
        try bounded(distinct.count, field: field, atMost: limit)
        return distinct
    }

    /// Throws `Invalid` for more than this many.
    package static func bounded(_ count: Int, field: String, atMost limit: Int) throws(Invalid) {
        guard count <= limit else {
            throw Invalid("Give at most \(limit); these are \(count).", field: field, code: "too_many")
        }
    }
}
