import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What an incident has cost: for each of its services the value of an hour at that time, times the share kept away.
///
/// The meter is read whenever that share changes: what was lost until then, by what was known then, goes into the ledger and stays;
/// from there on it runs by what is known now. Once the incident is resolved, or another one stands for it, it stands still.
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
        let meter = try Self.meters(of: [incident.id], in: tx)[incident.id]
        let runs = incident.state.isOpen && incident.parent == nil
        let shares = runs ? try self.shares(of: incident, in: tx) : [:]
        guard meter?.shares != shares else { return kept }
        // What is told late of one that was resolved meanwhile began when it broke, too.
        let begun = meter ?? Meter(lost: 0, since: incident.brokenSince ?? incident.openedAt, shares: shares)
        let services = try Self.services(of: [begun], in: tx)
        let lost = try LossLedger().keep(Self.terms(of: incident.id, begun, services, until: now), in: tx)
        try tx.execute(
            """
            INSERT INTO incident_cost (incident, lost, since, shares)
            VALUES (\(incident.id), \(begun.lost + lost), \(now), \(try RecordColumn.encode(Self.texts(shares))))
            ON CONFLICT (incident) DO UPDATE SET
                lost = excluded.lost, since = excluded.since, shares = excluded.shares
            """)
        return kept
    }

    /// What these have cost by now.
    static func readings(of incidents: [UUID], in tx: Transaction) throws -> [UUID: Reading] {
        let meters = try meters(of: incidents, in: tx)
        let running = Dictionary(grouping: try running(meters, in: tx), by: \.incident)
        return meters.reduce(into: [:]) { readings, meter in
            let stretches = running[meter.key] ?? []
            readings[meter.key] = Reading(
                lost: meter.value.lost + stretches.reduce(0) { $0 + $1.lost },
                perHour: stretches.reduce(0) { $0 + $1.perHour })
        }
    }

    /// What of these is not in the ledger yet: from the last reading until now.
    static func running(of incidents: [UUID], in tx: Transaction) throws -> [LossStretch] {
        try running(meters(of: incidents, in: tx), in: tx)
    }

    private static func running(_ meters: [UUID: Meter], in tx: Transaction) throws -> [LossStretch] {
        let (services, now) = (try services(of: Array(meters.values), in: tx), try tx.now)
        return meters.flatMap { terms(of: $0.key, $0.value, services, until: now).map(\.stretch) }
    }

    private static func terms(
        of incident: UUID, _ meter: Meter, _ services: [UUID: ServiceAnnounced], until now: Date
    ) -> [LossLedger.Entry] {
        meter.shares.compactMap { part in
            guard let service = services[part.key], service.valuePerHour > 0 else { return nil }
            return LossLedger.Entry(
                incident: incident, service: part.key, from: meter.since, until: max(now, meter.since),
                share: part.value, valuePerHour: service.valuePerHour, busy: service.times)
        }
    }

    private func shares(of incident: Incident, in tx: Transaction) throws -> [UUID: Double] {
        let services = try Projection<ServiceAnnounced>().find(incident.services, in: tx)
        guard !services.isEmpty else { return [:] }
        return incident.shares(services, try incident.observed(in: tx), try shelf.slow(in: tx).audiences)
    }

    private static func services(of meters: [Meter], in tx: Transaction) throws -> [UUID: ServiceAnnounced] {
        try Projection<ServiceAnnounced>().find(Array(Set(meters.flatMap(\.shares.keys))), in: tx)
    }

    private static func meters(of incidents: [UUID], in tx: Transaction) throws -> [UUID: Meter] {
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
