import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What people do with alerts.
struct AlertCommandRoutes {
    private static let root = "/api/v1/alerts"
    private static let one = "/api/v1/alerts/{number}"

    let database: Database
    let moves: MoveAlerts

    func add(to api: inout API) {
        command("acknowledge", "Say that somebody has seen it", NoteBody.self, in: &api) { body, call in
            .acknowledge(by: try call.principal.id, note: try body.note?.checked("note"))
        }
        command("unacknowledge", "Take that back", in: &api) { _ in .unacknowledge }
        command("shelve", "Mute it for a time", ShelveBody.self, in: &api) { body, call in
            let reason = try body.reason.checked("reason", longest: 500)
            return .shelve(Alert.Overlay(.shelf, by: try call.principal.id, named: reason, until: body.until))
        }
        command("unshelve", "Let it be heard again", in: &api) { _ in
            .lift(Alert.Overlay(.shelf, named: ""), nil)
        }
        command("assign", "Give it to a team or a person, or to nobody", AssignBody.self, in: &api) { body, _ in
            .assign(Alert.Assignment(team: body.team, person: body.person))
        }
        command("comment", "Write a comment into its journal", CommentBody.self, in: &api) { body, _ in
            .comment(try body.text.checked("text"))
        }
        api.bulk(
            Self.root, "Do one thing to many alerts", for: .may(.alertsWork),
            commands: ["acknowledge", "unacknowledge", "shelve", "unshelve", "assign", "comment"])
    }

    /// A command with a body, at its own address below the alert.
    private func command<Body: Decodable & Sendable>(
        _ name: String, _ summary: String, _ body: Body.Type, in api: inout API,
        _ make: @escaping @Sendable (Body, Call) throws -> Alert.Command
    ) {
        api.post("\(Self.one)/\(name)", summary, for: .may(.alertsWork), accepts: body, answers: AlertView.self) {
            call, body in
            try await perform(try make(body, call), name, call)
        }
    }

    private func command(
        _ name: String, _ summary: String, in api: inout API, _ make: @escaping @Sendable (Call) throws -> Alert.Command
    ) {
        api.post("\(Self.one)/\(name)", summary, for: .may(.alertsWork), answers: AlertView.self) { call in
            try await perform(try make(call), name, call)
        }
    }

    private func perform(_ command: Alert.Command, _ name: String, _ call: Call) async throws -> Answer<AlertView> {
        let (key, provenance) = (try call.path("number"), try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try AlertStore().read(key, in: tx).record.id
                try Sight.alerts.check(id, as: key, by: call.principal, to: .alertsWork, in: tx)
                let kept = try HandleAlerts(moves: moves).perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(try AlertView(kept, in: tx, moves.model), version: kept.version)
            }
        }
    }
}

struct NoteBody: Codable, Sendable {
    let note: String?
}

struct ShelveBody: Codable, Sendable {
    /// At most thirty days from now.
    let until: Date
    let reason: String
}

struct AssignBody: Codable, Sendable {
    let team: UUID?
    let person: UUID?
}

struct CommentBody: Codable, Sendable {
    let text: String
}
