import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Situations open incidents, change those they opened, and resolve them.
struct FollowSituation {
    let incidents: Incidents

    func changed(_ situation: SituationAnnounced, _ received: Received, in tx: Transaction) throws {
        let before = try Projection<SituationAnnounced>().find(situation.record, in: tx)
        guard try isNews(received, about: situation, in: tx) else { return }
        switch (situation.state, try incidents.store.newest(of: situation.record, in: tx)) {
        case (.open, nil): _ = try open(for: situation, received, in: tx)
        case (.cleared, nil):  // another copy is still at its opening, or that comes late: it did happen
            try cleared(try open(for: situation, received, in: tx), received, in: tx)
        case (.open, let kept?) where !kept.record.state.isOpen && !situation.rises(since: before): return
        case (.open, let kept?): try stillThere(situation, kept, received, in: tx)
        case (.cleared, let kept?) where kept.record.state.isOpen: try cleared(kept, received, in: tx)
        case (.merged, let kept?) where kept.record.state.isOpen: try merged(situation, kept, received, in: tx)
        default: return
        }
    }

    /// Announcements may arrive out of order; an older one must not undo a newer. Keeping it also locks the situation here.
    private func isNews(_ received: Received, about situation: SituationAnnounced, in tx: Transaction) throws -> Bool {
        try Projection<SituationAnnounced>().keep(situation, sequence: received.sequence, in: tx)
    }

    private func open(
        for situation: SituationAnnounced, _ received: Received, in tx: Transaction
    ) throws -> Kept<Incident> {
        let services = try Projection<ServiceAnnounced>().find(situation.services.map(\.service), in: tx)
        let opening = Incident.Opening(
            number: try Numbers.next(.incident, in: tx),
            origin: .situation(id: situation.record, number: situation.number),
            summary: situation.summary, services: situation.services.map(\.service), cause: situation.cause,
            firingAlerts: situation.firing, change: situation.change, brokenSince: situation.onset)
        let assessment = try situation.assessment(services, in: tx)
        return try incidents.open(
            UUID.v7(at: tx.now), with: [.opened(opening: opening), .prioritised(assessment: assessment)],
            by: received.provenance, in: tx)
    }

    private func stillThere(
        _ situation: SituationAnnounced, _ kept: Kept<Incident>, _ received: Received, in tx: Transaction
    ) throws {
        switch kept.record.state {
        case .closed: _ = try open(for: situation, received, in: tx)
        case .cancelled: try back(situation, kept.record.mergedInto, received, in: tx)
        case .resolved:
            try incidents.perform(
                .reopen(reason: "Monitoring sees it again."), on: kept.record.id, by: received.provenance, in: tx)
            try follow(situation, kept, received, in: tx)
        case .new, .assigned, .inProgress, .onHold: try follow(situation, kept, received, in: tx)
        }
    }

    private func follow(
        _ situation: SituationAnnounced, _ kept: Kept<Incident>, _ received: Received, in tx: Transaction
    ) throws {
        let services = try Projection<ServiceAnnounced>().find(situation.services.map(\.service), in: tx)
        let sighting = Incident.Sighting(
            summary: situation.summary, services: situation.services.map(\.service), cause: situation.cause,
            firingAlerts: situation.firing, change: situation.change, brokenSince: situation.onset)
        let causeMoved = kept.record.cause?.item != situation.causeItem
        var followed = try incidents.perform(
            .follow(sighting, situation.assessment(services, in: tx)), on: kept.record.id, by: received.provenance,
            in: tx)
        if causeMoved {
            followed = try OfferWorkaround(incidents: incidents).opened(followed, by: received.provenance, in: tx)
        }
        try incidents.assign(followed, by: received.provenance, in: tx)
    }

    /// A person decided that this is no incident, or that it is another, which is back then.
    private func back(
        _ situation: SituationAnnounced, _ survivor: UUID?, _ received: Received, in tx: Transaction
    ) throws {
        guard let survivor, let kept = try incidents.store.find(survivor, in: tx) else { return }
        switch kept.record.state {
        case .resolved:
            try incidents.perform(
                .reopen(reason: "Monitoring sees it again."), on: survivor, by: received.provenance, in: tx)
        case .closed, .cancelled: _ = try open(for: situation, received, in: tx)
        case .new, .assigned, .inProgress, .onHold: return
        }
    }

    private func cleared(_ kept: Kept<Incident>, _ received: Received, in tx: Transaction) throws {
        let resolution = Incident.Resolution(code: .monitoringCleared, notes: "Monitoring has cleared all alerts.")
        try incidents.perform(.resolve(resolution), on: kept.record.id, by: received.provenance, in: tx)
    }

    private func merged(
        _ situation: SituationAnnounced, _ kept: Kept<Incident>, _ received: Received, in tx: Transaction
    ) throws {
        let survivor = try situation.survivor.flatMap { try incidents.store.newest(of: $0, in: tx) }
        let reason = "One cause with \(survivor?.record.number ?? "another situation"): \(situation.because)"
        try MergeIncidents(incidents: incidents).merge(
            kept.record.id, into: survivor?.record.id, because: reason, by: received.provenance, in: tx)
    }
}

extension SituationAnnounced {
    /// Whether something fires now that did not before. A person who resolves an incident knows what still fires: that some of it
    /// clears, or that the cause is weighed anew, does not undo what they said.
    fileprivate func rises(since before: SituationAnnounced?) -> Bool {
        guard let before, before.state == .open else { return true }
        return firing > before.firing || !Set(facts).isDisjoint(with: ["opened", "alertsJoined", "reopened"])
    }

    fileprivate var cause: Incident.Cause { Incident.Cause(item: causeItem, name: causeName, because: because) }

    /// By the matrix that holds now.
    fileprivate func assessment(_ known: [UUID: ServiceAnnounced], in tx: Transaction) throws -> Assessment {
        let now = try tx.now
        let hurt = services.compactMap { hurt in
            known[hurt.service].map {
                Assessment.HurtService(
                    name: $0.name, criticality: $0.criticality, valuePerHour: $0.worth(at: now),
                    observed: hurt.observed == "down" ? .down : .degraded)
            }
        }
        return .ofSituation(
            hurt, severity: Assessment.Severity(rawValue: severity.rawValue) ?? .unknown,
            by: try RulesStore<PriorityMatrix>().current(in: tx))
    }
}

extension ServiceAnnounced {
    /// What an hour of outage costs at an instant.
    fileprivate func worth(at instant: Date) -> Double {
        times.worth(valuePerHour, at: instant)
    }
}
