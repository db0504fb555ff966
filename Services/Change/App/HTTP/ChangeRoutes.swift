import ChangeDomain
import Chassis
import Foundation
import Messaging
import Postgres
import Records

/// Changes: from a draft to an outcome.
struct ChangeRoutes {
    let database: Database
    let changes: ChangeStore
    let names: NameReader
    let plans: ReadPlan
    let reach: MeasureReach
    let drafting: DraftChange
    let steering: SteerChange

    private static let path = "/api/v1/changes"
    private static let one = path + "/{number}"

    func add(to api: inout API) {
        api.list(
            Self.path, "List changes", for: .may(.changesRead), by: RecordList<Change>.changes.listing,
            of: ChangeView.self, list)
        api.post(
            Self.path, "Draft a change", for: .may(.changesWork), accepts: ChangeDraftBody.self,
            answers: ChangeView.self, draft)
        api.get(Self.one, "Read a change, by number or id", for: .may(.changesRead), answers: ChangeView.self) { call in
            try await reading(call) { kept, tx in try answer(kept, in: tx) }
        }
        api.patch(
            Self.one, "Revise a draft, or move the window of a scheduled change", for: .may(.changesWork),
            accepts: ChangeRevisionBody.self, answers: ChangeView.self, revise)
        addCommands(to: &api)
        api.bulk(
            Self.path, "Do one thing to many changes", for: .may(.changesWork),
            commands: ["schedule", "implement", "extend", "close", "cancel"])
        addQuestions(to: &api)
    }

    private func addCommands(to api: inout API) {
        api.post(
            Self.one + "/schedule", "Schedule a change and plan its maintenance window", for: .may(.changesWork),
            answers: ChangeView.self
        ) { call in
            try await commanding(call, "schedule") { kept, tx in
                .schedule(try reach.reach(of: kept.record.plan.scope, in: tx))
            }
        }
        api.post(
            Self.one + "/implement", "Begin the work; opens the maintenance window", for: .may(.changesWork),
            answers: ChangeView.self
        ) { call in try await commanding(call, "implement") { _, _ in .implement } }
        api.post(
            Self.one + "/extend", "Extend the maintenance window of running work", for: .may(.changesWork),
            accepts: ExtensionBody.self, answers: ChangeView.self
        ) { call, body in try await commanding(call, "extend") { _, _ in .extend(to: body.to) } }
        api.post(
            Self.one + "/close", "Close a change with its outcome; ends the maintenance window",
            for: .may(.changesWork),
            accepts: ClosureBody.self, answers: ChangeView.self
        ) { call, body in
            let notes = try body.notes.map { try Wording.text($0, field: "notes") }
            return try await commanding(call, "close") { _, _ in .close(body.outcome, notes: notes) }
        }
        api.post(
            Self.one + "/cancel", "Cancel a change that has not begun", for: .may(.changesWork),
            accepts: CancellationBody.self,
            answers: ChangeView.self
        ) { call, body in
            let reason = try Wording.text(body.reason, field: "reason")
            return try await commanding(call, "cancel", reason: reason) { _, _ in .cancel(reason: reason) }
        }
    }

    private func addQuestions(to api: inout API) {
        api.get(
            Self.one + "/affected-services", "The business services that need the scope, and what is declared for them",
            for: .may(.changesRead), answers: AffectedServicesAnswer.self
        ) { call in
            try await reading(call) { kept, tx in
                let reach = try reach.reach(of: kept.record.plan.scope, in: tx)
                return .ok(AffectedServicesAnswer(reach, of: kept.record))
            }
        }
        api.get(
            Self.one + "/journal", "All that happened to a change", for: .may(.changesRead), answers: JournalAnswer.self
        ) {
            call in
            try await reading(call) { kept, tx in .ok(try RecordHistory.journal(of: kept.record.id, in: tx)) }
        }
        api.get(
            Self.one + "/why", "What the suite decided about a change, and why", for: .may(.changesRead),
            answers: WhyAnswer.self
        ) {
            call in
            try await reading(call) { kept, tx in .ok(try RecordHistory.why(Change.self, kept.record.id, in: tx)) }
        }
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<ChangeView> {
        try await database.transaction { tx in
            let found = try RecordList<Change>.changes.read(
                wanted, where: Sight.changes.visible(to: call.principal), in: tx)
            return Page(try ChangeView.views(found.kept, names, in: tx), next: found.next)
        }
    }

    private func draft(_ call: Call, _ body: ChangeDraftBody) async throws -> Answer<ChangeView> {
        let requester = try call.principal.id
        let provenance = try call.provenance("draft")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let plan = try plans.plan(body.revision, over: Change.Plan(type: .normal, summary: ""), in: tx)
                let kept = try drafting.draft(plan, requester: requester, by: provenance, in: tx)
                let view = try ChangeView.views([kept], names, in: tx)[0]
                return .created(view, version: kept.version, at: "\(Self.path)/\(kept.record.number)")
            }
        }
    }

    private func revise(_ call: Call, _ body: ChangeRevisionBody) async throws -> Answer<ChangeView> {
        try await commanding(call, "revise") { kept, tx in
            if let window = body.onlyWindow { return .move(try window.period()) }
            return .revise(try plans.plan(body, over: kept.record.plan, in: tx))
        }
    }

    private func answer(_ kept: Kept<Change>, in tx: Transaction) throws -> Answer<ChangeView> {
        .ok(try ChangeView.views([kept], names, in: tx)[0], version: kept.version)
    }

    /// Moves the change in the path on, locked from the first look to the answer.
    private func commanding(
        _ call: Call, _ verb: String, reason: String? = nil,
        _ command: @escaping @Sendable (Kept<Change>, Transaction) throws -> Change.Command
    ) async throws -> Answer<ChangeView> {
        let key = try call.path("number")
        let provenance = try call.provenance(verb, reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                guard let id = try changes.read(key, in: tx)?.record.id, let kept = try changes.find(id, in: tx) else {
                    throw NotFound("change", key)
                }
                try Sight.changes.check(id, as: key, by: call.principal, to: .changesWork, in: tx)
                let moved = try steering.perform(
                    command(kept, tx), on: kept, by: provenance, expecting: call.expectedVersion, in: tx)
                return try answer(moved, in: tx)
            }
        }
    }

    /// Answers for the change in the path; 404 when there is none.
    private func reading<Value: Codable & Sendable>(
        _ call: Call, _ answer: @escaping @Sendable (Kept<Change>, Transaction) throws -> Answer<Value>
    ) async throws -> Answer<Value> {
        let key = try call.path("number")
        return try await database.transaction { tx in
            guard let kept = try changes.read(key, in: tx) else { throw NotFound("change", key) }
            try Sight.changes.check(kept.record.id, as: key, by: call.principal, in: tx)
            return try answer(kept, tx)
        }
    }
}
