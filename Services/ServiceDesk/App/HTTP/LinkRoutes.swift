import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// How records hang together, how long was worked on them, and who is looking at them.
struct LinkRoutes: Sendable {
    let database: Database
    private let links = LinkRecords()
    private let time = SpendTime()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = RecordAddress.root
        api.post(
            "\(root)/merge", "Make one incident, or contact, of two; requests are merged at their own address",
            for: .may(.incidentsWork),
            accepts: MergeBody.self, answers: RecordHit.self, merge)
        api.get("\(root)/links", "List a record's links", for: .signedIn, answers: LinksAnswer.self, list)
        api.post(
            "\(root)/links", "Link a record to another", for: .may(.conversationNote), accepts: NewLink.self,
            answers: LinkView.self,
            link)
        api.delete(
            "\(root)/links/{linkID}", "Remove a link", for: .may(.conversationNote), answers: Nothing.self, unlink)
        api.get(
            "\(root)/time", "Read the time spent on a record", for: .may(.conversationNote),
            answers: TimeSpentAnswer.self, spent)
        api.post(
            "\(root)/time", "Write down time spent", for: .may(.conversationNote), accepts: NewTimeSpent.self,
            answers: TimeSpentView.self, spend)
        api.delete(
            "\(root)/time/{timeID}", "Take back time spent", for: .may(.conversationNote), answers: Nothing.self,
            withdraw)
    }

    private func list(_ call: Call) async throws -> Answer<LinksAnswer> {
        let (record, person) = (try call.record(), try call.principal)
        return .ok(
            LinksAnswer(items: try await database.transaction { try links.list(record, for: person, in: $0) }))
    }

    private func link(_ call: Call, _ body: NewLink) async throws -> Answer<LinkView> {
        let (record, person, provenance) = (try call.record(), try call.principal, try call.provenance("link"))
        let other = RecordReference(kind: body.kind, id: body.record)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                .created(try links.link(record, body.relation, to: other, by: person, provenance, in: tx))
            }
        }
    }

    private func merge(_ call: Call, _ body: MergeBody) async throws -> Answer<RecordHit> {
        let (record, person, provenance) = (try call.record(), try call.principal, try call.provenance("merge"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try MergeRecords().merge(
                    record, into: body.into, by: person, provenance, in: tx)
                return .accepted(RecordHit(kept, for: person))
            }
        }
    }

    private func unlink(_ call: Call) async throws -> Answer<Nothing> {
        let (record, id, person) = (try call.record(), try call.uuid("linkID"), try call.principal)
        let provenance = try call.provenance("unlink")
        try await database.transaction { try links.unlink(id, of: record, by: person, provenance, in: $0) }
        return .done
    }

    private func spent(_ call: Call) async throws -> Answer<TimeSpentAnswer> {
        let (record, person) = (try call.record(), try call.principal)
        let all = try await database.transaction { tx in
            let family = try MergedFamily(record, for: person, in: tx)
            return try TimeSpentStore().all(of: family.references, in: tx).map(TimeSpentView.init)
        }
        return .ok(TimeSpentAnswer(items: all, totalMinutes: all.reduce(0) { $0 + $1.minutes }))
    }

    private func spend(_ call: Call, _ body: NewTimeSpent) async throws -> Answer<TimeSpentView> {
        let (record, person, provenance) = (try call.record(), try call.principal, try call.provenance("spend-time"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                .created(try time.spend(body, on: record, by: person, provenance, in: tx))
            }
        }
    }

    private func withdraw(_ call: Call) async throws -> Answer<Nothing> {
        let (record, id, person) = (try call.record(), try call.uuid("timeID"), try call.principal)
        let provenance = try call.provenance("withdraw-time")
        try await database.transaction { try time.withdraw(id, on: record, by: person, provenance, in: $0) }
        return .done
    }
}
