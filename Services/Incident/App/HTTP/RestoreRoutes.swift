import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The restore order, what would happen if another came first, and how much each team does at a time.
struct RestoreRoutes {
    private static let root = "/api/v1/restore-order"

    let outages: ReadOutages
    let database: Database

    func add(to api: inout API) {
        api.get(
            Self.root, "In which order to restore what is out, and why", for: .may(.incidentsWork),
            query: [QueryParameter("first", .text, "An incident's id or number: what if it came first?")],
            answers: RestoreOrderView.self
        ) { call in
            .ok(try await order(for: call, first: call.query.text("first")))
        }
        api.put(
            "\(Self.root)/teams/{team}", "Say on how many outages a team works at the same time",
            for: .may(.incidentsWork), accepts: TeamCapacityBody.self, answers: RestoreOrderView.self
        ) { call, body in
            try await set(body.capacity, of: try call.path("team"), by: try call.principal)
            return .ok(try await order(for: call, first: nil))
        }
    }

    private func order(for call: Call, first: String?) async throws -> RestoreOrderView {
        let principal = try call.principal
        let (found, visible, names) = try await database.transaction { tx in
            let found = try outages.now(in: tx)
            let visible = try visibleIncidents(of: found, to: principal, in: tx)
            return (found, visible, try Names(of: Array(found.incidents.values), in: tx))
        }
        let best = RestoreOrder(found.board.problem)
        let wanted = try first.map { try incident($0, among: found, visible) }
        let order = wanted.map { RestoreOrder(found.board.problem, first: $0) } ?? best
        return RestorePresenting(outages: found, order: order, best: best, visible: visible, names: names)
            .view(first: wanted)
    }

    /// Nil when the caller may see all.
    private func visibleIncidents(of found: Outages, to principal: Principal, in tx: Transaction) throws -> Set<UUID>? {
        guard let condition = Sight.incidents.visible(to: principal) else { return nil }
        return Set(
            try tx.query(
                "SELECT id FROM incident WHERE id = ANY(\(Array(found.incidents.keys))) AND \(condition)"
            ) { try $0.value("id") })
    }

    /// What is restored with another comes first when the other does.
    private func incident(_ key: String, among found: Outages, _ visible: Set<UUID>?) throws -> UUID {
        let named = found.incidents.values.first { $0.id == UUID(uuidString: key) || $0.number == key.uppercased() }
        guard let id = named?.id, visible?.contains(id) ?? true else { throw NotFound("incident", key) }
        if let leader = found.board.restoredWith.first(where: { $0.value.contains(id) }) { return leader.key }
        guard found.board.problem.jobs.contains(where: { $0.id == id }) else {
            throw Rejection("\(key) is on hold and stands in no order.", code: "on_hold")
        }
        return id
    }

    private func set(_ capacity: Int?, of key: String, by principal: Principal) async throws {
        guard capacity.map(TeamCapacities.allowed.contains) ?? true else {
            throw Invalid("A team works on 1 to 50 outages at the same time.", field: "capacity")
        }
        try await database.transaction { tx in
            guard let team = UUID(uuidString: key), try Projection<TeamAnnounced>().find(team, in: tx) != nil else {
                throw NotFound("team", key)
            }
            try TeamCapacities.set(capacity, for: team, by: principal.id, in: tx)
            RestoreWatch.noteChange(in: tx)
        }
    }
}
