import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Who approves for me while I am away, and for whom I do.
struct DelegationRoutes: Sendable {
    let database: Database
    private let delegations = DelegateApprovals()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        let root = "/api/v1/me/approval-delegations"
        api.get(
            root, "List who approves for me, and for whom I do", for: .signedIn, answers: DelegationsView.self, list)
        api.post(
            root, "Name who approves for me while I am away", for: .signedIn, accepts: NewDelegation.self,
            answers: DelegationView.self, give)
        api.delete("\(root)/{id}", "Take it back", for: .signedIn, answers: Nothing.self, withdraw)
    }

    private func list(_ call: Call) async throws -> Answer<DelegationsView> {
        let person = try call.principal.id
        return .ok(
            try await database.transaction { tx in
                let standing = try ApprovalDelegationStore().standing(with: person, in: tx)
                let names = try PersonNames(standing.flatMap { [$0.person, $0.deputy] }.distinct, in: tx)
                return DelegationsView(items: standing.map { DelegationView($0, names) })
            })
    }

    private func give(_ call: Call, _ body: NewDelegation) async throws -> Answer<DelegationView> {
        let (person, provenance) = (try call.principal, try call.provenance("delegate"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try delegations.give(
                    body.deputy, from: body.from, until: body.until, by: person, provenance, in: tx)
                let names = try PersonNames([kept.record.person, kept.record.deputy], in: tx)
                return .created(DelegationView(kept.record, names))
            }
        }
    }

    private func withdraw(_ call: Call) async throws -> Answer<Nothing> {
        let (id, person) = (try call.uuid("id"), try call.principal.id)
        let provenance = try call.provenance("withdraw")
        try await database.transaction { try delegations.withdraw(id, by: person, provenance, in: $0) }
        return .done
    }
}

/// What `POST /api/v1/me/approval-delegations` takes; without `from` it begins at once.
struct NewDelegation: Codable, Sendable {
    let deputy: UUID
    let from: Date?
    let until: Date
}

struct DelegationView: Codable, Sendable {
    let id: UUID
    /// Who is away.
    let person: NamedView
    let deputy: NamedView
    let from: Date
    let until: Date

    init(_ delegation: ApprovalDelegation, _ names: PersonNames) {
        id = delegation.id
        person = names[delegation.person]
        deputy = names[delegation.deputy]
        from = delegation.from
        until = delegation.until
    }
}

struct DelegationsView: Codable, Sendable {
    let items: [DelegationView]
}
