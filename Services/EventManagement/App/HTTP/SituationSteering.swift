import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

struct MergeBody: Codable, Sendable {
    /// Number or id of the situation that survives.
    let into: String
}

struct SplitBody: Codable, Sendable {
    let alerts: [UUID]
}

struct BlameBody: Codable, Sendable {
    /// The configuration item.
    let ci: UUID
}

/// People put situations right: merge, split, name the cause.
struct SituationSteering {
    private static let one = "/api/v1/situations/{number}"
    private static let most = 500

    let database: Database
    let shelf: ModelShelf
    let steer: SteerSituations

    func add(to api: inout API) {
        api.post(
            "\(Self.one)/merge", "Put it into another situation: they have one cause", for: .may(.alertsWork),
            accepts: MergeBody.self, answers: SituationView.self
        ) { call, body in
            try await steering(call, "merge-situation") { id, by, tx in
                guard body.into.count <= 100 else { throw Invalid("That is no situation.", field: "into") }
                let winner = try seen(body.into, by: call.principal, in: tx)
                try steer.merge(id, into: winner, by: by, in: tx)
                return winner
            }
        }
        api.post(
            "\(Self.one)/split", "Put some of its alerts into a new situation: they have another cause",
            for: .may(.alertsWork), accepts: SplitBody.self, answers: SituationView.self
        ) { call, body in
            try await steering(call, "split-situation") { id, by, tx in
                guard (1...Self.most).contains(body.alerts.count) else {
                    throw Invalid("Name one to \(Self.most) of its alerts.", field: "alerts")
                }
                return try steer.split(body.alerts, from: id, by: by, in: tx)
            }
        }
        api.post(
            "\(Self.one)/cause", "Name its cause; it is not weighed again", for: .may(.alertsWork),
            accepts: BlameBody.self, answers: SituationView.self
        ) { call, body in
            try await steering(call, "name-cause") { id, by, tx in
                guard try shelf.model(in: tx).name(of: body.ci) != nil else {
                    throw Invalid("There is no such configuration item.", field: "ci")
                }
                try steer.blame(body.ci, for: id, by: by, in: tx)
                return id
            }
        }
    }

    /// Answers the situation that the body leaves behind.
    private func steering(
        _ call: Call, _ command: String, _ body: @escaping @Sendable (UUID, Provenance, Transaction) throws -> UUID
    ) async throws -> Answer<SituationView> {
        let (key, by, caller, expected) = (
            try call.path("number"), try call.provenance(command), try call.principal, call.expectedVersion
        )
        let view = try await database.transaction { tx in
            try Turn.take(in: tx)
            let kept = try SituationStore().read(key, in: tx)
            try Sight.situations.check(kept.record.id, as: key, by: caller, to: .alertsWork, in: tx)
            if let expected, expected != kept.version {
                throw StaleVersion(expected: expected, current: kept.version, since: [])
            }
            let id = try body(kept.record.id, by, tx)
            let alerts = try MemberStore().first(of: id, in: tx)
            let now = try SituationStore().read(id.uuidString, in: tx)
            return SituationView(now, alerts: alerts, try shelf.model(in: tx))
        }
        return .ok(view, version: view.version)
    }

    private func seen(_ key: String, by caller: Principal, in tx: Transaction) throws -> UUID {
        do {
            let id = try SituationStore().read(key, in: tx).record.id
            try Sight.situations.check(id, as: key, by: caller, to: .alertsWork, in: tx)
            return id
        } catch is NotFound {
            throw Invalid("There is no such situation.", field: "into")
        }
    }
}
