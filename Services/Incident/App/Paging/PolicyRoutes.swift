import Chassis
import Contracts
import Delivery
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Escalation policies: whom to call for which incidents.
struct PolicyRoutes {
    private static let root = "/api/v1/escalation-policies"
    private static let one = "/api/v1/escalation-policies/{id}"

    let database: Database
    let policies: KeepPolicies

    func add(to api: inout API) {
        addReading(to: &api)
        addMoves(to: &api)
    }

    private func addReading(to api: inout API) {
        let database = database
        let listing = Listing(
            sorts: [Listing.Column("name", "name", .text)], standard: "name",
            filters: [
                .any("state", "state", .oneOf(EscalationPolicy.State.self), "Only these states"),
                .any("team", "team", .uuid, orNone: true, "Only those of these teams"),
            ])
        api.list(Self.root, "List escalation policies", for: .may(.incidentsWork), by: listing, of: PolicyView.self) {
            call, wanted in
            let isWhole = try call.principal.may(.settingsManage)
            return try await database.transaction { tx in
                try wanted.read("version, record", from: "escalation_policy", where: nil, in: tx) { row in
                    PolicyView(try PolicyStore.decode(row), isWhole: isWhole)
                }
            }
        }
        api.get(Self.one, "Read an escalation policy", for: .may(.incidentsWork), answers: PolicyView.self) { call in
            let (id, isWhole) = (try call.uuid("id"), try call.principal.may(.settingsManage))
            let kept = try await database.transaction { try PolicyStore().read(id, in: $0) }
            return .ok(PolicyView(kept, isWhole: isWhole), version: kept.version)
        }
        api.get(
            "\(Self.one)/journal", "Everything that happened to it", for: .may(.settingsManage),
            answers: JournalAnswer.self
        ) { call in
            let id = try call.uuid("id")
            return .ok(
                try await database.transaction { tx in
                    try RecordHistory.journal(of: try PolicyStore().read(id, in: tx).record.id, in: tx)
                })
        }
    }

    private func addMoves(to api: inout API) {
        let (database, policies) = (database, policies)
        api.post(
            Self.root, "Define whom to call for a team's incidents", for: .may(.settingsManage),
            accepts: EscalationPolicy.Terms.self, answers: PolicyView.self
        ) { call, terms in
            let by = try call.provenance("define-policy")
            _ = try terms.name.checked("name", longest: 200)
            return try await database.transaction { tx in
                try Idempotency.remember(call, in: tx) {
                    let kept = try policies.define(terms, by: by, in: tx)
                    let address = "\(Self.root)/\(kept.record.id.uuidString.lowercased())"
                    return .created(PolicyView(kept, isWhole: true), version: kept.version, at: address)
                }
            }
        }
        api.post(
            "\(Self.one)/amend", "Set other terms; pages that live go on by the old ones", for: .may(.settingsManage),
            accepts: EscalationPolicy.Terms.self, answers: PolicyView.self
        ) { call, terms in
            _ = try terms.name.checked("name", longest: 200)
            return try await move(call, .amend(terms), "amend-policy")
        }
        api.post("\(Self.one)/retire", "Take it out of use", for: .may(.settingsManage), answers: PolicyView.self) {
            call in
            try await move(call, .retire, "retire-policy")
        }
    }

    private func move(
        _ call: Call, _ command: EscalationPolicy.Command, _ name: String
    ) async throws -> Answer<PolicyView> {
        let (id, by) = (try call.uuid("id"), try call.provenance(name))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try policies.perform(command, on: id, expecting: call.expectedVersion, by: by, in: tx)
                return .ok(PolicyView(kept, isWhole: true), version: kept.version)
            }
        }
    }
}

struct PolicyView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: EscalationPolicy.State
    let terms: EscalationPolicy.Terms

    /// `isWhole`: with the whole address of each webhook, which often holds a secret; else with its host.
    init(_ kept: Kept<EscalationPolicy>, isWhole: Bool) {
        id = kept.record.id
        version = kept.version
        state = kept.record.state
        terms = isWhole ? kept.record.terms : kept.record.terms.withoutSecrets
    }
}

extension EscalationPolicy.Terms {
    fileprivate var withoutSecrets: EscalationPolicy.Terms {
        EscalationPolicy.Terms(
            name: name, team: team, lowestPriority: lowestPriority,
            steps: steps.map { step in
                EscalationPolicy.Step(
                    targets: step.targets.map { target in
                        .init(kind: target.kind, id: target.id, address: target.address.map(DeliveriesView.host))
                    }, minutes: step.minutes)
            }, repeats: repeats, acknowledgement: acknowledgement, quiet: quiet)
    }
}
