import Foundation
import Records

/// What people ask for and nobody offers, counted by topic.
package enum Demand {
    /// The form in which two topics are the same: one case, single blanks. Nil for nothing.
    package static func topic(_ text: String?, field: String = "topic") throws(Invalid) -> String? {
        guard let text, !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        return try Wording.line(text, field: field, atMost: 80).lowercased().split(separator: " ")
            .joined(separator: " ")
    }
}
