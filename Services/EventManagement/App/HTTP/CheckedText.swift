import Foundation
import Records

extension String {
    /// The text without surrounding blanks. Throws `Invalid` when nothing is left, too much, or control characters.
    func checked(_ field: String, longest: Int = 4000) throws(Invalid) -> String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw Invalid("This must not be empty.", field: field, code: "empty") }
        guard text.count <= longest else {
            throw Invalid("At most \(longest) characters.", field: field, code: "too_long")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\t" && $0 != "\r" }) else {
            throw Invalid("Control characters are not allowed.", field: field, code: "control_characters")
        }
        return text
    }
}
