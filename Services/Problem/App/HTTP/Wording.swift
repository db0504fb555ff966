import Foundation
import Records

extension String {
    /// The text without surrounding blanks. Throws `Invalid` naming the field when nothing is left, or too much.
    func checked(_ field: String, longest: Int) throws(Invalid) -> String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw Invalid("This must not be empty.", field: field, code: "empty") }
        guard text.count <= longest else {
            throw Invalid("At most \(longest) characters.", field: field, code: "too_long")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 32 && !"\n\t\r".unicodeScalars.contains($0) }) else {
            throw Invalid("Control characters are not allowed.", field: field, code: "control_characters")
        }
        return text
    }
}

/// How long texts may be, in characters.
enum TextLimit {
    static let line = 200
    static let reason = 4_000
    static let text = 20_000
}
