import DeskDomain
import Foundation
import Records

/// What `POST /api/v1/requests` takes.
struct NewRequest: Codable, Sendable {
    let item: UUID
    /// The edition whose form was filled in; the request is refused when there is a newer one.
    let edition: Int?
    let requestedFor: UUID?
    let answers: [String: AnswerValue]
}

struct AnswersBody: Codable, Sendable {
    let answers: [String: AnswerValue]
}

/// What is left out stays as it was.
struct ResubmissionBody: Codable, Sendable {
    let answers: [String: AnswerValue]?
}

struct BecauseBody: Codable, Sendable {
    let reason: String

    func checked() throws(Invalid) -> String { try Wording.reason(reason, field: "reason") }
}

struct HoldBody: Codable, Sendable {
    let reason: String
    let until: Date?
}

struct NoteBody: Codable, Sendable {
    let note: String?

    func checked() throws(Invalid) -> String? { try Wording.paragraphs(note, field: "note", atMost: 4_000) }
}

struct MergeBody: Codable, Sendable {
    let into: UUID
}

struct LaneBody: Codable, Sendable {
    let lane: Lane
    let reason: String
}

struct TaskAssignment: Codable, Sendable {
    let team: UUID?
    let assignee: UUID?
}

struct CommentBody: Codable, Sendable {
    let comment: String?
}

/// What a one-time link holds.
struct SecretBody: Codable, Sendable {
    let secret: String
}

struct LinkDecision: Codable, Sendable {
    let secret: String
    let decision: Approval.Decision
    let comment: String?
}

extension Wording {
    /// Why somebody does something: some text, at most four thousand characters.
    static func reason(_ text: String, field: String) throws(Invalid) -> String {
        guard let reason = try paragraphs(text, field: field, atMost: 4_000) else {
            throw Invalid("Give a text; this is empty.", field: field, code: "empty")
        }
        return reason
    }
}
