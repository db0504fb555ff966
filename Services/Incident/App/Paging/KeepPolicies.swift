import Contracts
import Delivery
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Escalation policies are defined and amended; pages that live go on by the terms with which they began.
struct KeepPolicies: Sendable {
    let hosts: AllowedHosts
    private let ledger = Ledger(PolicyStore())

    init(hosts: AllowedHosts) { self.hosts = hosts }

    func define(
        _ terms: EscalationPolicy.Terms, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<EscalationPolicy> {
        try check(terms, in: tx)
        return try ledger.open(UUID.v7(at: try tx.now), with: [.defined(terms: terms)], by: provenance, in: tx)
    }

    func perform(
        _ command: EscalationPolicy.Command, on id: UUID, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<EscalationPolicy> {
        if case .amend(let terms) = command { try check(terms, in: tx) }
        return try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    private func check(_ terms: EscalationPolicy.Terms, in tx: Transaction) throws {
        try terms.check()
        if let team = terms.team, try Projection<TeamAnnounced>().find(team, in: tx) == nil {
            throw Invalid("There is no team with this id.", field: "team", code: "unknown_team")
        }
        for (place, target) in terms.steps.enumerated().flatMap({ step in step.element.targets.map { (step.offset, $0) }
        }) {
            try check(target, "steps.\(place).targets", in: tx)
        }
    }

    private func check(_ target: EscalationPolicy.Target, _ field: String, in tx: Transaction) throws {
        switch (target.kind, target.id) {
        case (.person, let id?): try People.check([id], field: field, in: tx)
        case (.schedule, let id?):
            guard try OnCallStore().find(id, in: tx)?.record.state == .active else {
                throw Invalid(
                    "\(id.uuidString.lowercased()) is no schedule in use.", field: field, code: "unknown_schedule")
            }
        default: try hosts.check(target.address ?? "", field: field)
        }
    }
}

extension AllowedHosts {
    /// Throws `Invalid` for what is no address at a host that an operator has named.
    func check(_ address: String, field: String) throws {
        guard address.count <= 1_000, admit(address) else {
            throw Invalid(
                "This is no http or https address at an allowed host: add the host to DIENST_PAGING_HOSTS.",
                field: field, code: "host_not_allowed")
        }
    }
}
