import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What an incident has cost: for each of its services the value of an hour at that time, times the share kept away.
///
/// The meter is read whenever the incident changes: what was lost until then, by what was known then, is written down and
/// stays; from there on it runs by what is known now. Once the incident is resolved it stands still.
struct MeterCost: FollowsIncidents {
    let shelf: RestoreShelf

    struct Reading: Sendable {
        let lost: Double
        /// What the next hour costs; nothing when it stands still.
        let perHour: Double
    }

    private struct Meter {
        let lost: Double
        let since: Date
        let shares: [UUID: Double]
    }

    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let (incident, now) = (kept.record, try tx.now)
        let meter = try meters(of: [incident.id], in: tx)[incident.id]
        let shares = incident.state.isOpen ? try self.shares(of: incident, in: tx) : [:]
        guard meter?.shares != shares else { return kept }
        // What is told late of one that was resolved meanwhile began when it broke, too.
        let begun = meter ?? Meter(lost: 0, since: incident.brokenSince ?? incident.openedAt, shares: shares)
        let lost = try reading(begun, try services(of: [begun], in: tx), at: now).lost
        try tx.execute(
            """
            INSERT INTO incident_cost (incident, lost, since, shares)
            VALUES (\(incident.id), \(lost), \(now), \(try RecordColumn.encode(Self.texts(shares))))
            ON CONFLICT (incident) DO UPDATE SET
                lost = excluded.lost, since = excluded.since, shares = excluded.shares
            """)
        return kept
    }

    /// What these have cost by now.
    static func readings(of incidents: [UUID], in tx: Transaction) throws -> [UUID: Reading] {
        let meter = MeterCost(shelf: RestoreShelf())
        let meters = try meter.meters(of: incidents, in: tx)
        let services = try meter.services(of: Array(meters.values), in: tx)
        let now = try tx.now
        return try meters.mapValues { try meter.reading($0, services, at: now) }
    }

    private func reading(_ meter: Meter, _ services: [UUID: ServiceAnnounced], at now: Date) throws -> Reading {
        let hours = max(now.timeIntervalSince(meter.since) / 3600, 0)
        return meter.shares.reduce(Reading(lost: meter.lost, perHour: 0)) { sum, part in
            guard let service = services[part.key], service.valuePerHour > 0 else { return sum }
            let curve = LossCurve(valuePerHour: service.valuePerHour, service.times, from: meter.since)
            return Reading(
                lost: sum.lost + curve.lost(until: hours) * part.value,
                perHour: sum.perHour + service.times.worth(service.valuePerHour, at: now) * part.value)
        }
    }

    private func shares(of incident: Incident, in tx: Transaction) throws -> [UUID: Double] {
        let services = try Projection<ServiceAnnounced>().find(incident.services, in: tx)
        guard !services.isEmpty else { return [:] }
        return incident.shares(services, try incident.observed(in: tx), try shelf.slow(in: tx).audiences)
    }

    private func services(of meters: [Meter], in tx: Transaction) throws -> [UUID: ServiceAnnounced] {
        try Projection<ServiceAnnounced>().find(Array(Set(meters.flatMap(\.shares.keys))), in: tx)
    }

    private func meters(of incidents: [UUID], in tx: Transaction) throws -> [UUID: Meter] {
        let rows = try tx.query(
            "SELECT incident, lost, since, shares FROM incident_cost WHERE incident = ANY(\(incidents))"
        ) { row -> (UUID, Meter) in
            let shares = try RecordColumn.decode([String: Double].self, row.value("shares"))
            return (
                try row.value("incident"),
                Meter(lost: try row.value("lost"), since: try row.value("since"), shares: Self.ids(shares))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static func texts(_ shares: [UUID: Double]) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: shares.map { ($0.key.uuidString, $0.value) })
    }

    private static func ids(_ shares: [String: Double]) -> [UUID: Double] {
        Dictionary(
            uniqueKeysWithValues: shares.compactMap { part in UUID(uuidString: part.key).map { ($0, part.value) } })
    }
}
