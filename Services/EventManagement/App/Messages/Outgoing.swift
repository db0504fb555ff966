import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

extension SituationAnnounced {
    /// What others are told of a situation; nil while nobody has been told of it at all.
    init?(_ situation: Situation, facts: [String]) {
        guard let state = SituationState(situation) else { return nil }
        self.init(
            record: situation.id, facts: facts, number: situation.number, state: state,
            summary: situation.cause.headline,
            severity: AlertSeverity(rawValue: situation.severity.rawValue), causeItem: situation.cause.item,
            causeName: situation.cause.name, because: situation.cause.why.because,
            services: situation.hurt.prefix(50).map {
                HurtService(service: $0.service, observed: $0.observed.rawValue)
            },
            firing: situation.firing, members: situation.memberCount, survivor: situation.survivor,
            change: situation.exceeds?.id, openedAt: situation.openedAt, clearedAt: situation.clearedAt,
            onset: situation.firstOnset)
    }
}

extension SituationState {
    init?(_ situation: Situation) {
        guard situation.wasAnnounced else { return nil }
        switch situation.state {
        case .pending: return nil
        case .open: self = .open
        case .cleared: self = .cleared
        case .merged: self = .merged
        }
    }
}

extension ServiceHealthAnnounced {
    init(_ health: ServiceHealth, facts: [String]) {
        self.init(
            record: health.id, facts: facts, health: health.health.rawValue, since: health.since, causes: health.causes)
    }
}

extension AlertHead {
    init(_ alert: Alert, facts: [String]) {
        self.init(
            alert: alert.id, number: alert.number, facts: facts, state: alert.state.rawValue,
            severity: AlertSeverity(rawValue: alert.severity.rawValue), summary: String(alert.summary.prefix(200)),
            item: alert.binding.item, service: alert.binding.mainService, suppressedBy: alert.mute?.change.id,
            onset: alert.onset, clearedAt: alert.clearedAt, acknowledgedBy: alert.acknowledgement?.by,
            team: alert.assignment?.team, person: alert.assignment?.person,
            mutedBy: alert.isMuted ? Set(alert.mutes.map(\.reason.rawValue)).sorted() : nil)
    }
}

extension AlertsAnnounced {
    /// A message stays well below the largest body.
    private static let most = 250

    /// Tells of alerts that changed, a few hundred at a time.
    static func announce(_ heads: [AlertHead], by provenance: Provenance, in tx: Transaction) throws {
        for start in stride(from: 0, to: heads.count, by: most) {
            let batch = Array(heads[start..<min(start + most, heads.count)])
            let facts = Set(batch.flatMap(\.facts)).sorted()
            let message = AlertsAnnounced(record: UUID.v7(at: try tx.now), facts: facts, alerts: batch)
            try Outbox.announce(message, sequence: 1, by: provenance, in: tx)
        }
    }
}
