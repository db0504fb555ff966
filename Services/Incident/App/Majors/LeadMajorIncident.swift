import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What people decide about major incidents, and what that does to their incidents.
struct LeadMajorIncident: Sendable {
    let incidents: Incidents

    private var majors: FollowMajorIncident { incidents.majors }

    /// What a person says when they accept a candidate; what they leave out follows from who is on call and from the policy.
    struct Wishes: Sendable {
        let roles: [(role: MajorIncidentRole, person: UUID)]
        let cadence: Int?
        let bridge: String?
    }

    func accept(
        _ id: UUID, _ wishes: Wishes, by person: UUID, _ provenance: Provenance, expecting version: Int?,
        in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        let incident = try lockedIncident(of: id, in: tx).record
        let policy = try RulesStore<MajorIncidentPolicy>().current(in: tx)
        for holder in wishes.roles { try People.check([holder.person], field: "roles", in: tx) }
        let found = try FindRoles(policy: policy).roles(for: incident, wishes.roles, accepting: person, in: tx)
        let plan = CommunicationPlan(
            cadence: wishes.cadence ?? policy.rules.cadence.minutes(for: incident.priority), bridge: wishes.bridge)
        let acceptance = MajorIncident.Acceptance(holders: found.holders, plan: plan, why: found.why)
        return try majors.perform(.accept(acceptance), on: id, by: provenance, expecting: version, in: tx)
    }

    /// It is none after all: its incident ends as others do.
    func demote(
        _ id: UUID, because reason: String, _ provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        let incident = try lockedIncident(of: id, in: tx).record
        let kept = try majors.perform(.demote(reason: reason), on: id, by: provenance, expecting: version, in: tx)
        try incidents.setTimers(for: incident, in: tx)
        return kept
    }

    /// Closes it with its incident, and has its actions registered as improvements.
    func close(
        _ id: UUID, by person: UUID, _ provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        let incident = try lockedIncident(of: id, in: tx).record
        let kept = try majors.perform(.close, on: id, by: provenance, expecting: version, in: tx)
        if incident.state == .resolved { try incidents.perform(.close, on: incident.id, by: provenance, in: tx) }
        let source = RecordSource(kind: MajorIncident.kind, record: id, number: kept.record.number)
        for action in kept.record.review?.actions ?? [] {
            let improvement = RegisterImprovement(
                record: action.id, title: String(action.text.prefix(200)),
                description: "\(action.text)\n\nFrom the review of \(kept.record.number), due \(action.due ?? "").",
                horizon: "short", registeredBy: person, owner: action.owner, source: source,
                registeredAt: try tx.now)
            try Outbox.instruct(improvement, by: provenance, in: tx)
        }
        return kept
    }

    /// Anything that concerns only the major incident itself.
    func perform(
        _ command: MajorIncident.Command, on id: UUID, _ provenance: Provenance, expecting version: Int?,
        in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        try majors.perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    private func lockedIncident(of id: UUID, in tx: Transaction) throws -> Kept<Incident> {
        let key = id.uuidString.lowercased()
        let major = try majors.ledger.store.read(key, in: tx).record
        guard let kept = try incidents.store.find(major.incident, in: tx) else { throw NotFound(Incident.kind, key) }
        return kept
    }
}
