import Foundation
import Messaging
import Postgres
import Records

/// A parked message as an operator sees it.
struct ParkedMessageView: Codable, Sendable {
    let id: UUID
    let message: UUID?
    let subject: String
    let sender: String
    let reason: String
    let attempts: Int
    let body: String
    let parkedAt: Date
    let state: ParkedMessage.State
    let decidedBy: String?

    init(_ parked: ParkedMessage) {
        id = parked.id
        message = parked.message
        subject = parked.subject
        sender = parked.sender
        reason = parked.reason
        attempts = parked.attempts
        body = String(decoding: parked.body.prefix(16_384), as: UTF8.self)
        parkedAt = parked.parkedAt
        state = parked.state
        decidedBy = parked.decidedBy
    }
}

extension API {
    /// What every service offers for messages it could not apply: list, read, replay, discard.
    mutating func addParkedMessages(_ incoming: Incoming, in database: Database) {
        let root = "/api/v1/\(service)/parked-messages"
        get(
            root, "List parked messages, the newest first", for: .may(.messagesManage),
            query: [
                QueryParameter(
                    "state", .words(ParkedMessage.State.allCases.map(\.rawValue)), "Only those in this state")
            ],
            answers: Page<ParkedMessageView>.self
        ) { call in
            let state = call.query.text("state").flatMap(ParkedMessage.State.init)
            let parked = try await database.transaction { try Parking.list(state, before: nil, limit: 200, in: $0) }
            return .ok(Page(parked.map(ParkedMessageView.init)))
        }
        get("\(root)/{id}", "Read a parked message", for: .may(.messagesManage), answers: ParkedMessageView.self) {
            call in
            .ok(try await Self.parked(call.uuid("id"), in: database))
        }
        post(
            "\(root)/{id}/replay", "Apply a parked message now", for: .may(.messagesManage),
            answers: ParkedMessageView.self
        ) { call in
            let (id, actor) = (try call.uuid("id"), try call.provenance("replay").actor)
            try await database.transaction { try Parking.replay(id, through: incoming, by: actor, in: $0) }
            return .ok(try await Self.parked(id, in: database))
        }
        post(
            "\(root)/{id}/discard", "Drop a parked message for good", for: .may(.messagesManage),
            answers: ParkedMessageView.self
        ) { call in
            let (id, actor) = (try call.uuid("id"), try call.provenance("discard").actor)
            try await database.transaction { try Parking.discard(id, by: actor, in: $0) }
            return .ok(try await Self.parked(id, in: database))
        }
    }

    private static func parked(_ id: UUID, in database: Database) async throws -> ParkedMessageView {
        let parked = try await database.transaction { try Parking.find(id, in: $0) }
        guard let parked else { throw NotFound("parked message", id.uuidString.lowercased()) }
        return ParkedMessageView(parked)
    }
}
