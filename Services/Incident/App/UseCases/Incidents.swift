import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What all use cases share: the store, the ledger, and what must follow every change of an incident.
struct Incidents: Sendable {
    static let autoClose = "auto-close"
    static let followUp = "follow-up"

    let store: IncidentStore
    let autoCloseAfter: Duration
    let clocks = KeepClocks()
    let majors = FollowMajorIncident()

    private var ledger: Ledger<IncidentStore> { Ledger(store) }

    func open(
        _ id: UUID, with facts: [Incident.Fact], by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        let begun = try ledger.open(id, with: facts, by: provenance, in: tx)
        RestoreWatch.noteChange(in: tx)
        let opened = try follow(begun, by: provenance, in: tx)
        return try OfferWorkaround(incidents: self).opened(opened, by: provenance, in: tx)
    }

    @discardableResult
    func perform(
        _ command: Incident.Command, on id: UUID, by provenance: Provenance, expecting version: Int? = nil,
        in tx: Transaction
    ) throws -> Kept<Incident> {
        try checkMajor(command, on: id, by: provenance.actor, in: tx)
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        try setTimers(for: kept.record, in: tx)
        RestoreWatch.noteChange(in: tx)
        return try follow(kept, by: provenance, in: tx)
    }

    /// What must follow every change of an incident: who is called for it, its clocks, and whether it is a major one.
    private func follow(
        _ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        try Paging().follow(kept.record, by: provenance, in: tx)
        try majors.follow(kept.record, by: provenance, in: tx)
        return try clocks.follow(kept, by: provenance, in: tx)
    }

    /// While an incident is led as a major one, only people with a role in it, or monitoring, resolve it, and nothing else ends it.
    private func checkMajor(
        _ command: Incident.Command, on id: UUID, by actor: Actor, in tx: Transaction
    ) throws {
        switch command {
        case .resolve, .close, .cancel: break
        default: return
        }
        guard try store.find(id, in: tx) != nil, let major = try majors.ledger.store.of(id, in: tx)?.record,
            major.state.isLed
        else { return }
        guard case .resolve = command else {
            throw Rejection(
                "\(major.incidentNumber) is led as \(major.number): close or demote that.", code: "major_incident")
        }
        guard actor.kind != .person || major.holders.contains(where: { .person($0.person) == actor }) else {
            throw Rejection(
                "\(major.incidentNumber) is led as \(major.number): only people with a role there resolve it.",
                code: "major_incident")
        }
    }

    /// Gives an incident that nobody has yet to the team of these services.
    func assign(
        _ kept: Kept<Incident>, for services: [ServiceAnnounced], by provenance: Provenance, in tx: Transaction
    ) throws {
        guard kept.record.state == .new, let fact = assignment(for: services) else { return }
        _ = try follow(try ledger.add([fact], to: kept, by: provenance, in: tx), by: provenance, in: tx)
    }

    /// A resolved incident closes by itself unless it is led as a major one; one on hold with a date comes back at that date.
    func setTimers(for incident: Incident, in tx: Transaction) throws {
        if incident.state == .resolved, let resolvedAt = incident.resolvedAt,
            try !majors.isLed(incident.id, in: tx)
        {
            try Timers.arm(Self.autoClose, for: incident.id, at: resolvedAt + autoCloseAfter.seconds, in: tx)
        } else {
            try Timers.disarm(Self.autoClose, for: incident.id, in: tx)
        }
        if let until = incident.hold?.until {
            try Timers.arm(Self.followUp, for: incident.id, at: until, in: tx)
        } else {
            try Timers.disarm(Self.followUp, for: incident.id, in: tx)
        }
    }

    /// The team of the most critical of these services, with why; nil when none has one.
    func assignment(for services: [ServiceAnnounced]) -> Incident.Fact? {
        let first = services.filter { $0.team != nil }.min { ($0.criticality, $0.name) < ($1.criticality, $1.name) }
        guard let first, let team = first.team else { return nil }
        let why = Explanation(
            decision: "assignment", rule: "team of the most critical hurt service",
            inputs: ["services": services.map(\.name).sorted().joined(separator: ", ")],
            outcome: team.uuidString.lowercased(),
            because: "\(first.name) is restored by this team.")
        return .assigned(team: team, person: nil, why: why)
    }
}

extension Duration {
    /// Whole and fractional seconds.
    fileprivate var seconds: TimeInterval { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
