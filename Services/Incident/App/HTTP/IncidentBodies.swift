import Foundation
import IncidentDomain
import Records

/// What the commands of an incident take.
struct AssignBody: Codable, Sendable {
    let team: UUID?
    let person: UUID?
}

struct HoldBody: Codable, Sendable {
    let reason: Incident.Hold.Reason
    let note: String?
    let until: Date?
    /// The change whose end is awaited; left out for the one that it is known to come of.
    let change: UUID?
}

struct NoteBody: Codable, Sendable {
    let text: String
}

struct ReasonBody: Codable, Sendable {
    let reason: String
}

struct ResolveBody: Codable, Sendable {
    let code: Incident.Resolution.Code
    let notes: String
    /// What it was in the end, where that is another category than before.
    let category: String?
}

struct CategoryBody: Codable, Sendable {
    /// A path of the tree: `Network / Wireless`.
    let category: String
}

struct ItemBody: Codable, Sendable {
    let item: UUID
    let role: Incident.AffectedItem.Role
}

struct OverrideBody: Codable, Sendable {
    /// 1 to 5, or null to go back to the computed priority.
    let priority: Int?
    let reason: String?

    var override: Incident.PriorityOverride? {
        get throws {
            guard let priority else { return nil }
            guard let known = Priority(rawValue: priority) else {
                throw Invalid("The priority is a number from 1 to 5.", field: "priority")
            }
            return Incident.PriorityOverride(priority: known, reason: try (reason ?? "").checked("reason"))
        }
    }
}

extension String {
    /// The text without surrounding blanks. Throws `Invalid` when nothing is left, or too much.
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
