import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What all use cases share: the store, the ledger, and what must follow every change of an incident.
struct Incidents: Sendable {
    let store: IncidentStore
    let clocks = KeepClocks()
    let majors = FollowMajorIncident()
    let shelf = RestoreShelf()

    private var ledger: Ledger<IncidentStore> { Ledger(store) }

    var timers: KeepTimers { KeepTimers(versions: clocks.versions, majors: majors) }

    /// Everybody who follows incidents, in this order: the clocks come first, since others read them.
    var followers: [any FollowsIncidents] {
        [
            clocks, timers, KeepTrail(), MeterCost(shelf: shelf), LeadChildren(),
            EscalateIncidents(versions: clocks.versions), Paging(), majors, UsersBeforeMonitoring(),
            RestoreWatch.Follower(),
        ]
    }

    /// Begins an incident and, when nobody has it by these facts, gives it to whom the rules say.
    func open(
        _ id: UUID, with facts: [Incident.Fact], by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        let begun = try assigned(ledger.open(id, with: facts, by: provenance, in: tx), by: provenance, in: tx)
        let opened = try followed(begun, by: provenance, in: tx)
        return try OfferWorkaround(incidents: self).opened(opened, by: provenance, in: tx)
    }

    @discardableResult
    func perform(
        _ command: Incident.Command, on id: UUID, by provenance: Provenance, expecting version: Int? = nil,
        in tx: Transaction
    ) throws -> Kept<Incident> {
        try checkMajor(command, on: id, by: provenance.actor, in: tx)
        return try followed(
            ledger.perform(command, on: id, by: provenance, expecting: version, in: tx), by: provenance, in: tx)
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

    /// Whether it is led as a major one has changed, and so when it closes by itself.
    func setTimers(for incident: Incident, in tx: Transaction) throws { try timers.set(for: incident, in: tx) }

    /// Gives an incident that nobody has yet to whom the rules say.
    @discardableResult
    func assign(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let given = try assigned(kept, by: provenance, in: tx)
        return given == kept ? kept : try followed(given, by: provenance, in: tx)
    }

    private func assigned(
        _ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        guard kept.record.state == .new, let fact = try AssignIncident().fact(for: kept.record, in: tx) else {
            return kept
        }
        return try ledger.add([fact], to: kept, by: provenance, in: tx)
    }

    private func followed(
        _ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Incident> {
        try followers.reduce(kept) { kept, follower in try follower.follow(kept, by: provenance, in: tx) }
    }
}
