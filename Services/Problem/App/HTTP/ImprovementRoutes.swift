import Chassis
import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Puts something into the improvement register.
struct NewImprovementBody: Codable, Sendable {
    let title: String
    let description: String?
    let horizon: Improvement.Horizon
    let owner: UUID?

    func idea() throws -> KeepImprovements.Idea {
        KeepImprovements.Idea(
            title: try title.checked("title", longest: TextLimit.line),
            description: try description?.checked("description", longest: TextLimit.text), horizon: horizon,
            owner: owner)
    }
}

/// Left out or null means nobody.
struct OwnerBody: Codable, Sendable {
    let owner: UUID?
}

struct VerdictBody: Codable, Sendable {
    let verdict: Improvement.Verdict
    let note: String?
}

/// An improvement as the API tells it.
struct ImprovementView: Codable, Sendable {
    struct Source: Codable, Sendable {
        let kind: String
        let id: UUID
        let number: String
    }

    let id: UUID
    let number: String
    let version: Int
    let state: Improvement.State
    let title: String
    let description: String?
    let horizon: Improvement.Horizon
    let owner: NamedReference?
    let source: Source?
    let verdict: Improvement.Verdict?
    let note: String?
    let registeredAt: Date
    let closedAt: Date?

    init(_ kept: Kept<Improvement>, owner name: String?) {
        let (improvement, registration) = (kept.record, kept.record.registration)
        id = improvement.id
        number = registration.number
        version = kept.version
        state = improvement.state
        title = registration.title
        description = registration.description
        horizon = registration.horizon
        owner = improvement.owner.map { NamedReference(id: $0, name: name) }
        source = registration.source.map { Source(kind: $0.kind, id: $0.id, number: $0.number) }
        verdict = improvement.verdict
        note = improvement.note
        registeredAt = improvement.registeredAt
        closedAt = improvement.closedAt
    }

    init(_ kept: Kept<Improvement>, in tx: Transaction) throws {
        self.init(kept, owner: try Names.person(kept.record.owner, in: tx)?.name)
    }
}

/// The improvement register. An improvement is named by its number or id.
struct ImprovementRoutes: Sendable {
    let database: Database
    private let keep = KeepImprovements()

    private static let path = "/api/v1/improvements"
    private static let one = path + "/{number}"

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        api.list(
            Self.path, "List improvements", for: .may(.problemsRead), by: ImprovementLists.listing,
            of: ImprovementView.self
        ) { call, wanted in
            let caller = try call.principal
            return try await database.transaction { tx in try ImprovementLists.page(wanted, for: caller, in: tx) }
        }
        api.post(
            Self.path, "Register an improvement", for: .may(.problemsWork), accepts: NewImprovementBody.self,
            answers: ImprovementView.self, register)
        api.get(Self.one, "Read an improvement", for: .may(.problemsRead), answers: ImprovementView.self, read)
        addCommands(to: &api)
        api.addHistory(of: Improvement.self, under: Self.one, seen: ImprovementStore.sight, in: database) {
            try ImprovementStore().read($0, in: $1).record.id
        }
    }

    private func addCommands(to api: inout API) {
        api.post(
            Self.one + "/assign", "Say who sees to it", for: .may(.problemsWork), accepts: OwnerBody.self,
            answers: ImprovementView.self
        ) { call, body in try await change(call, .assign(owner: body.owner)) }
        api.post(Self.one + "/accept", "Decide to do it", for: .may(.problemsWork), answers: ImprovementView.self) {
            call in
            try await change(call, .accept)
        }
        api.post(Self.one + "/start", "Begin with it", for: .may(.problemsWork), answers: ImprovementView.self) {
            call in
            try await change(call, .start)
        }
        api.post(
            Self.one + "/close", "Say what it brought", for: .may(.problemsWork), accepts: VerdictBody.self,
            answers: ImprovementView.self
        ) { call, body in
            let note = try body.note?.checked("note", longest: TextLimit.reason)
            return try await change(call, .close(body.verdict, note: note))
        }
        api.post(
            Self.one + "/reject", "Decide not to do it", for: .may(.problemsWork), accepts: ReasonBody.self,
            answers: ImprovementView.self
        ) { call, body in
            let reason = try body.checked()
            return try await change(call, .reject(reason: reason), because: reason)
        }
    }

    private func register(_ call: Call, _ body: NewImprovementBody) async throws -> Answer<ImprovementView> {
        let (idea, by) = (try body.idea(), try call.provenance("register"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try keep.register(idea, by: by, in: tx)
                return .created(
                    try ImprovementView(kept, in: tx), version: kept.version,
                    at: "\(Self.path)/\(kept.record.registration.number)")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<ImprovementView> {
        let (key, caller) = (try call.path("number"), try call.principal)
        return try await database.transaction { tx in
            let kept = try ImprovementStore().read(key, in: tx)
            try ImprovementStore.sight.check(kept.record.id, as: key, by: caller, in: tx)
            return .ok(try ImprovementView(kept, in: tx), version: kept.version)
        }
    }

    private func change(
        _ call: Call, _ command: Improvement.Command, because reason: String? = nil
    ) async throws -> Answer<ImprovementView> {
        let (key, caller) = (try call.path("number"), try call.principal)
        let by = try call.provenance(command.name, reason: reason)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let id = try ImprovementStore().read(key, in: tx).record.id
                try ImprovementStore.sight.check(id, as: key, by: caller, to: .problemsWork, in: tx)
                let kept = try keep.perform(command, on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(try ImprovementView(kept, in: tx), version: kept.version)
            }
        }
    }
}
