import Chassis
import DeskDomain
import Postgres
import Records

/// Who else has a record open: staff tell each other, so that nobody answers twice.
struct PresenceRoutes: Sendable {
    let database: Database

    func add(to api: inout API) {
        let root = "\(RecordAddress.root)/presence"
        api.get(root, "Read who else looks at a record", for: .may(.conversationNote), answers: PresenceAnswer.self) {
            call in
            .ok(try await told(nil, call))
        }
        api.post(
            root, "Tell that one looks at a record, and read who else does", for: .may(.conversationNote),
            accepts: PresenceBody.self,
            answers: PresenceAnswer.self
        ) { call, body in .ok(try await told(body.doing, call)) }
        api.delete(root, "Tell that one no longer looks", for: .may(.conversationNote), answers: Nothing.self, leave)
    }

    private func told(_ doing: PresenceStore.Doing?, _ call: Call) async throws -> PresenceAnswer {
        let (record, person) = (try call.record(), try call.principal)
        return try await database.transaction { tx in
            _ = try RecordSight().find(record, for: person, in: tx)
            if let doing { try PresenceStore().note(person.id, doing, at: record, in: tx) }
            return PresenceAnswer(others: try PresenceStore().others(than: person.id, at: record, in: tx))
        }
    }

    private func leave(_ call: Call) async throws -> Answer<Nothing> {
        let (record, person) = (try call.record(), try call.principal)
        try await database.transaction { tx in
            _ = try RecordSight().find(record, for: person, in: tx)
            try PresenceStore().leave(person.id, record, in: tx)
        }
        return .done
    }
}
