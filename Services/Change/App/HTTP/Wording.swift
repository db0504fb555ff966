import Foundation
import Records

/// Texts that people write: trimmed, not empty, not endless.
enum Wording {
    /// One line for lists.
    static func line(_ text: String, field: String) throws(Invalid) -> String {
        try checked(text, field: field, limit: 200)
    }

    static func text(_ text: String, field: String) throws(Invalid) -> String {
        try checked(text, field: field, limit: 10_000)
    }

    private static func checked(_ text: String, field: String, limit: Int) throws(Invalid) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw Invalid("This text is empty.", field: field) }
        guard trimmed.count <= limit else { throw Invalid("Write at most \(limit) characters.", field: field) }
        return trimmed
    }
}
