import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What follows for major incidents when an incident changes: candidates, and that one is over or back.
struct FollowMajorIncident: Sendable {
    static let timer = "status-update"

    let ledger = Ledger(MajorIncidentStore())
    private let policies = RulesStore<MajorIncidentPolicy>()

    /// The incident is locked, and its major incident is after it: everybody locks them in this order.
    func follow(_ incident: Incident, by provenance: Provenance, in tx: Transaction) throws {
        let known = try ledger.store.of(incident.id, in: tx)
        switch incident.state {
        case .new, .assigned, .inProgress, .onHold: try open(incident, known, by: provenance, in: tx)
        case .resolved, .closed: try ended(known, "Its incident was resolved.", by: provenance, in: tx)
        case .cancelled: try cancelled(known, by: provenance, in: tx)
        }
    }

    /// Whether this incident is led as a major one now.
    func isLed(_ incident: UUID, in tx: Transaction) throws -> Bool {
        try ledger.store.of(incident, in: tx)?.record.state.isLed ?? false
    }

    /// People told of it before monitoring did: it becomes a candidate, unless it is or was one.
    func propose(
        _ incident: Incident, because gap: MonitoringGap, by provenance: Provenance, in tx: Transaction
    ) throws {
        let signs = try MajorIncidentSigns(incident, children: children(of: incident, in: tx), in: tx)
        let grounds = MajorIncidentGrounds(signs, foundBy: gap, version: try policies.current(in: tx).version)
        if let known = try ledger.store.of(incident.id, in: tx) {
            try perform(.propose(grounds), on: known.record.id, by: provenance, in: tx)
        } else {
            _ = try begin(incident, grounds, by: provenance, in: tx)
        }
    }

    /// A person proposes an incident, whatever the rules say.
    func propose(
        _ incident: Incident, because reason: String, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        guard incident.state.isOpen else {
            throw Rejection("\(incident.number) is \(incident.state.rawValue): there is nothing to lead.")
        }
        let signs = try MajorIncidentSigns(incident, children: children(of: incident, in: tx), in: tx)
        let version = try policies.current(in: tx).version
        let grounds = MajorIncidentGrounds(signs, proposedBecause: reason, version: version)
        guard let known = try ledger.store.of(incident.id, in: tx) else {
            return try begin(incident, grounds, by: provenance, in: tx)
        }
        // A person may ask again without anything being worse.
        let isOver = known.record.state == .rejected || known.record.state == .demoted
        guard isOver else { return try perform(.propose(grounds), on: known.record.id, by: provenance, in: tx) }
        return try ledger.add([.proposedAgain(grounds: grounds)], to: known, by: provenance, in: tx)
    }

    /// Moves a major incident, sets the timer for the next update that may be missed, and calls for one that was.
    @discardableResult
    func perform(
        _ command: MajorIncident.Command, on id: UUID, by provenance: Provenance, expecting version: Int? = nil,
        in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        let kept = try ledger.perform(command, on: id, by: provenance, expecting: version, in: tx)
        if let next = kept.record.nextUpdateCheck {
            try Timers.arm(Self.timer, for: id, at: next, in: tx)
        } else {
            try Timers.disarm(Self.timer, for: id, in: tx)
        }
        try Paging().follow(kept.record, by: provenance, in: tx)
        return kept
    }

    /// An update may be missed now.
    func updateDue(_ id: UUID, in tx: Transaction) throws {
        guard let kept = try ledger.store.find(id, in: tx), kept.record.state == .accepted else { return }
        var provenance = Provenance.timer(Self.timer)
        provenance.reason = "No update came in time."
        try perform(.checkUpdates, on: id, by: provenance, in: tx)
    }

    private func open(
        _ incident: Incident, _ known: Kept<MajorIncident>?, by provenance: Provenance, in tx: Transaction
    ) throws {
        if let known, known.record.state == .restored || known.record.state == .reviewing {
            try perform(.reopen, on: known.record.id, by: provenance, in: tx)
            return
        }
        if let known, known.record.state == .accepted || known.record.state == .closed { return }
        guard let grounds = try grounds(of: incident, by: policies.current(in: tx), in: tx) else { return }
        if let known {
            try perform(.propose(grounds), on: known.record.id, by: provenance, in: tx)
        } else {
            _ = try begin(incident, grounds, by: provenance, in: tx)
        }
    }

    /// Nil when no rule is met, or when it is the child of another, which stands for it.
    func grounds(
        of incident: Incident, by policy: RuleVersion<MajorIncidentPolicy>, in tx: Transaction
    ) throws -> MajorIncidentGrounds? {
        guard incident.parent == nil else { return nil }
        let signs = try MajorIncidentSigns(incident, children: children(of: incident, in: tx), in: tx)
        return MajorIncidentGrounds(signs, by: policy.rules, version: policy.version)
    }

    private func begin(
        _ incident: Incident, _ grounds: MajorIncidentGrounds, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<MajorIncident> {
        let proposal = MajorIncident.Proposal(
            number: try Numbers.next(.majorIncident, in: tx), incident: incident.id, incidentNumber: incident.number,
            brokenSince: min(incident.brokenSince ?? incident.openedAt, incident.openedAt), grounds: grounds)
        return try ledger.open(
            UUID.v7(at: try tx.now), with: [.proposed(proposal: proposal)], by: provenance, in: tx)
    }

    private func ended(
        _ known: Kept<MajorIncident>?, _ reason: String, by provenance: Provenance, in tx: Transaction
    ) throws {
        switch known?.record.state {
        case .proposed: try move(known, .lapse(reason: reason), by: provenance, in: tx)
        case .accepted: try move(known, .restore, by: provenance, in: tx)
        default: return
        }
    }

    private func cancelled(_ known: Kept<MajorIncident>?, by provenance: Provenance, in tx: Transaction) throws {
        let reason = "Its incident was cancelled."
        switch known?.record.state {
        case .proposed: try move(known, .lapse(reason: reason), by: provenance, in: tx)
        case .accepted: try move(known, .demote(reason: reason), by: provenance, in: tx)
        default: return
        }
    }

    private func move(
        _ known: Kept<MajorIncident>?, _ command: MajorIncident.Command, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard let id = known?.record.id else { return }
        try perform(command, on: id, by: provenance, in: tx)
    }

    private func children(of incident: Incident, in tx: Transaction) throws -> Int {
        try tx.first("SELECT count(*)::int AS count FROM incident WHERE parent = \(incident.id)") {
            try $0.value("count")
        } ?? 0
    }
}

extension FollowMajorIncident: FollowsIncidents {
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        try follow(kept.record, by: provenance, in: tx)
        return kept
    }
}
