import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What is said on a record: requesters read replies alone, staff also notes.
struct ConversationRoutes: Sendable {
    let database: Database
    private let sayings = SayOnRecord()
    private let watching = WatchRecord()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = RecordAddress.root
        api.list(
            "\(root)/conversation", "Read what was said on a record", for: .signedIn, by: EntryStore.listing,
            of: EntryView.self, list)
        api.get(
            "\(root)/conversation/summary", "Read a conversation at a glance", for: .signedIn,
            answers: ConversationSummary.self, summary)
        api.get(
            "\(root)/conversation/journal", "Read the journal of a conversation", for: .may(.conversationNote),
            answers: JournalAnswer.self, journal)
        api.post(
            "\(root)/replies", "Reply on a record, in public", for: .may(.conversationReply), accepts: NewEntry.self,
            answers: EntryView.self
        ) { call, body in try await say(body, .reply, call) }
        api.post(
            "\(root)/notes", "Write an internal note", for: .may(.conversationNote), accepts: NewEntry.self,
            answers: EntryView.self
        ) { call, body in try await say(body, .note, call) }
        api.post(
            "\(root)/notes/{entryID}/withdraw", "Take back one's own note", for: .may(.conversationNote),
            answers: EntryView.self,
            withdraw)
        addWatching(to: &api)
    }

    private func addWatching(to api: inout API) {
        let root = RecordAddress.root
        api.put("\(root)/watch", "Watch a record", for: .may(.conversationReply), answers: Nothing.self) { call in
            try await watch(true, call)
        }
        api.delete("\(root)/watch", "Watch a record no longer", for: .may(.conversationReply), answers: Nothing.self) {
            call in
            try await watch(false, call)
        }
        api.put(
            "\(root)/watchers/{personID}", "Make somebody watch a record", for: .may(.conversationNote),
            answers: Nothing.self
        ) {
            call in try await watch(true, for: call.uuid("personID"), call)
        }
        api.delete(
            "\(root)/watchers/{personID}", "Make somebody watch no longer", for: .may(.conversationNote),
            answers: Nothing.self
        ) {
            call in try await watch(false, for: call.uuid("personID"), call)
        }
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<EntryView> {
        let (record, reader) = (try call.record(), try call.principal)
        return try await database.transaction { tx in
            let family = try MergedFamily(record, for: reader, in: tx)
            return try EntryStore().page(wanted, of: family, withNotes: reader.may(.conversationNote), in: tx)
        }
    }

    private func summary(_ call: Call) async throws -> Answer<ConversationSummary> {
        let (record, reader) = (try call.record(), try call.principal)
        return .ok(
            try await database.transaction { tx in
                ConversationSummary(try MergedFamily(record, for: reader, in: tx), reader: reader)
            })
    }

    private func journal(_ call: Call) async throws -> Answer<JournalAnswer> {
        let (record, reader) = (try call.record(), try call.principal)
        return .ok(
            try await database.transaction { tx in
                _ = try RecordSight().find(record, for: reader, in: tx)
                return try RecordHistory.journal(of: ConversationStore.id(of: record), in: tx)
            })
    }

    private func say(
        _ body: NewEntry, _ kind: Conversation.Entry.Kind, _ call: Call
    ) async throws -> Answer<EntryView> {
        let (record, author, provenance) = (try call.record(), try call.principal, try call.provenance(kind.rawValue))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                .created(try sayings.say(body.saying, as: kind, on: record, by: author, provenance, in: tx))
            }
        }
    }

    private func withdraw(_ call: Call) async throws -> Answer<EntryView> {
        let (record, entry, person) = (try call.record(), try call.uuid("entryID"), try call.principal)
        let provenance = try call.provenance("withdraw")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                .ok(try sayings.withdraw(entry, on: record, by: person, provenance, in: tx))
            }
        }
    }

    private func watch(_ watches: Bool, _ call: Call) async throws -> Answer<Nothing> {
        let (record, person) = (try call.record(), try call.principal)
        let provenance = try call.provenance(watches ? "watch" : "unwatch")
        try await database.transaction { tx in
            try watching.set(watches, record, by: person, provenance, in: tx)
        }
        return .done
    }

    private func watch(_ watches: Bool, for other: UUID, _ call: Call) async throws -> Answer<Nothing> {
        let (record, person) = (try call.record(), try call.principal)
        let provenance = try call.provenance(watches ? "watch" : "unwatch")
        try await database.transaction { tx in
            try watching.set(watches, for: other, record, by: person, provenance, in: tx)
        }
        return .done
    }
}
