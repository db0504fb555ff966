import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Reports and requests that come again by the calendar: staff read them, whoever manages templates decides.
struct RecurringRecordRoutes: Sendable {

    let database: Database
    private let recurring: KeepRecurringRecords

    init(database: Database, hours: WorkingHours) {
        self.database = database
        recurring = KeepRecurringRecords(hours: hours)
    }

    func add(to api: inout API) {
        let root = "/api/v1/recurring-records"
        api.list(
            root, "List recurring records", for: .may(.conversationNote), by: RecurringRecordStore.listing,
            of: RecurringRecordView.self
        ) { _, wanted in
            try await database.transaction { tx in
                return try wanted.read("record, version", from: "recurring_record", in: tx) {
                    RecurringRecordView(try RecurringRecordStore.kept($0))
                }
            }
        }
        api.post(
            root, "Define a recurring record", for: .may(.templatesManage), accepts: NewRecurringRecord.self,
            answers: RecurringRecordView.self, define)
        api.post(
            "\(root)/preview", "Read when a rule comes round next", for: .may(.templatesManage),
            accepts: PreviewBody.self,
            answers: PreviewAnswer.self, preview)
        api.get(
            "\(root)/{id}", "Read a recurring record", for: .may(.conversationNote), answers: RecurringRecordView.self,
            read)
        api.patch(
            "\(root)/{id}", "Revise a recurring record", for: .may(.templatesManage),
            accepts: RecurringRecordRevision.self,
            answers: RecurringRecordView.self, revise)
        for (word, command) in [("pause", RecurringRecord.Command.pause), ("resume", .resume), ("end", .end)] {
            api.post(
                "\(root)/{id}/\(word)", "\(word.capitalized) a recurring record", for: .may(.templatesManage),
                answers: RecurringRecordView.self
            ) { call in try await perform(command, word, call) }
        }
        api.history(of: RecurringRecord.self, at: "\(root)/{id}", for: .may(.conversationNote), in: database)
    }

    private func define(_ call: Call, _ body: NewRecurringRecord) async throws -> Answer<RecurringRecordView> {
        let (details, owner, provenance) = (try body.details(), try call.principal.id, try call.provenance("define"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try recurring.define(details, owner: owner, by: provenance, in: tx)
                return .created(
                    RecurringRecordView(kept), version: kept.version,
                    at: "/api/v1/recurring-records/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func preview(_ call: Call, _ body: PreviewBody) async throws -> Answer<PreviewAnswer> {
        let rule = try body.rule.rule()
        let now = try await database.transaction { try $0.now }
        return .ok(PreviewAnswer(next: rule.next(RecurringRecordView.shown, after: now)))
    }

    private func read(_ call: Call) async throws -> Answer<RecurringRecordView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { try RecurringRecordStore().read(id, in: $0) }
        guard let kept else { throw NotFound(RecurringRecord.kind, id.uuidString.lowercased()) }
        return .ok(RecurringRecordView(kept), version: kept.version)
    }

    private func revise(
        _ call: Call, _ revision: RecurringRecordRevision
    ) async throws -> Answer<RecurringRecordView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        return try await database.transaction { tx in
            let kept = try recurring.revise(id, expecting: version, by: provenance, in: tx) {
                try revision.revising($0)
            }
            return .ok(RecurringRecordView(kept), version: kept.version)
        }
    }

    private func perform(
        _ command: RecurringRecord.Command, _ word: String, _ call: Call
    ) async throws -> Answer<RecurringRecordView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try recurring.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(RecurringRecordView(kept), version: kept.version)
            }
        }
    }
}
