import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What people report and say "me too" to is a sensor: many of them at once on a service that monitoring takes to be well make
/// the oldest of their incidents a candidate for a major one, and what monitoring missed goes into the improvement register.
struct UsersBeforeMonitoring: FollowsIncidents {
    /// Of a service, not of an incident: its reports are counted together.
    static let timer = "users-before-monitoring"
    private static let window = TimeInterval(MonitoringGap.minutes * 60)
    /// A service that was found unwatched is not looked at again for so long.
    private static let pause: TimeInterval = 24 * 3600

    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let (incident, now) = (kept.record, try tx.now)
        let isFresh = now.timeIntervalSince(incident.openedAt) <= Self.window || incident.affected != nil
        guard incident.situation == nil, incident.state.isOpen, isFresh else { return kept }
        try Timers.arm(Self.timer, for: incident.services, at: now, in: tx)
        return kept
    }

    func due(_ service: UUID, _ incidents: Incidents, in tx: Transaction) throws {
        let since = try tx.now - Self.window
        guard let known = try Projection<ServiceAnnounced>().find(service, in: tx), try !wasFound(service, in: tx),
            let gap = MonitoringGap(
                service: service, name: known.name, people: try people(telling: service, since, in: tx),
                seen: try Projection<ServiceHealthAnnounced>().find(service, in: tx)?.health ?? "unknown",
                openSituations: try situations(hurting: service, since, in: tx)),
            let oldest = try oldest(telling: service, in: tx)
        else { return }
        var provenance = Provenance.timer(Self.timer)
        provenance.reason = gap.why.because
        let kept = try incidents.perform(.findGap(gap), on: oldest, by: provenance, in: tx)
        try incidents.majors.propose(kept.record, because: gap, by: provenance, in: tx)
        try register(gap, known, kept.record, by: provenance, in: tx)
    }

    /// Its owner sees to it; the person who told first is who noticed.
    private func register(
        _ gap: MonitoringGap, _ service: ServiceAnnounced, _ incident: Incident, by provenance: Provenance,
        in tx: Transaction
    ) throws {
        guard let teller = incident.reportedFor else { return }
        try Outbox.instruct(
            RegisterImprovement(
                record: UUID.named("monitoring-gap", in: incident.id),
                title: String("Monitoring does not see trouble with \(service.name)".prefix(200)),
                description: "\(gap.why.because) It became \(incident.number).", horizon: "short",
                registeredBy: teller, owner: service.owner,
                source: RecordSource(kind: Incident.kind, record: incident.id, number: incident.number),
                registeredAt: try tx.now),
            by: provenance, in: tx)
    }

    private func wasFound(_ service: UUID, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT EXISTS (
                SELECT FROM incident WHERE services && \([service]) AND opened_at > \(try tx.now - Self.pause)
                    AND (record->'gap'->>'service')::uuid = \(service)
            ) AS found
            """
        ) { try $0.value("found") } ?? false
    }

    /// How many different people reported it, or said that it hurts them too, since then.
    private func people(telling service: UUID, _ since: Date, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            WITH told AS (
                SELECT id, requester, opened_at FROM incident
                WHERE services && \([service]) AND situation IS NULL AND state NOT IN ('closed', 'cancelled')
            )
            SELECT count(DISTINCT person)::int AS count FROM (
                SELECT requester AS person FROM told WHERE opened_at >= \(since)
                UNION ALL
                SELECT (line.fact->'affectedAdded'->>'person')::uuid FROM told JOIN journal AS line ON line.record = told.id
                WHERE line.name = 'affectedAdded' AND line.at >= \(since)
            ) AS people
            """
        ) { try $0.value("count") } ?? 0
    }

    /// What monitoring sees of it now, or saw just before.
    private func situations(hurting service: UUID, _ since: Date, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            SELECT count(*)::int AS count FROM incident
            WHERE services && \([service]) AND situation IS NOT NULL
                AND (state NOT IN ('resolved', 'closed', 'cancelled') OR resolved_at >= \(since))
            """
        ) { try $0.value("count") } ?? 0
    }

    private func oldest(telling service: UUID, in tx: Transaction) throws -> UUID? {
        try tx.first(
            """
            SELECT id FROM incident
            WHERE services && \([service]) AND situation IS NULL AND parent IS NULL
                AND state NOT IN ('resolved', 'closed', 'cancelled')
            ORDER BY opened_at, id LIMIT 1
            """
        ) { try $0.value("id") }
    }
}
