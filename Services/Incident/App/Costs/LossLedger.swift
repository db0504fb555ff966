import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What incidents have cost, stretch by stretch, in the table `incident_loss`.
struct LossLedger: Sendable {
    /// A stretch with the terms by which its loss was reckoned.
    struct Entry: Sendable {
        let incident: UUID
        let service: UUID
        let from: Date
        let until: Date
        let share: Double
        let valuePerHour: Double
        let busy: [BusyTime]

        var stretch: LossStretch {
            LossStretch(
                incident: incident, service: service, from: from, until: until, share: share,
                valuePerHour: valuePerHour,
                busy: busy)
        }
    }

    /// Writes these down for ever; answers what they cost together. One that has not lasted yet is none.
    func keep(_ entries: [Entry], in tx: Transaction) throws -> Double {
        try entries.filter { $0.from < $0.until }.reduce(0) { sum, entry in
            let lost = entry.stretch.lost
            try tx.execute(
                """
                INSERT INTO incident_loss
                    (incident, service, began_at, ended_at, lost, share, value_per_hour, busy_times)
                VALUES (
                    \(entry.incident), \(entry.service), \(entry.from), \(entry.until), \(lost), \(entry.share),
                    \(entry.valuePerHour), \(try RecordColumn.encode(entry.busy))
                )
                """)
            return sum + lost
        }
    }

    /// All that reaches into a time, of incidents that fit; what still runs is not among them.
    func stretches(
        from: Date, until: Date, of incidents: SQL, limit: Int, in tx: Transaction
    ) throws -> [LossStretch] {
        try tx.query(
            """
            SELECT e.incident, e.service, e.began_at, e.ended_at, e.lost, e.share, e.value_per_hour, e.busy_times
            FROM incident_loss AS e JOIN incident_life AS l ON l.id = e.incident
            WHERE e.began_at < \(until) AND e.ended_at > \(from) AND (\(incidents))
            ORDER BY e.began_at, e.incident, e.service LIMIT \(limit)
            """, stretch)
    }

    private func stretch(_ row: Row) throws -> LossStretch {
        let (incident, service): (UUID, UUID) = (try row.value("incident"), try row.value("service"))
        let (from, until): (Date, Date) = (try row.value("began_at"), try row.value("ended_at"))
        guard let share: Double = try row.value("share"), let value: Double = try row.value("value_per_hour") else {
            return LossStretch(
                incident: incident, service: service, from: from, until: until, lost: try row.value("lost"))
        }
        return LossStretch(
            incident: incident, service: service, from: from, until: until, share: share, valuePerHour: value,
            busy: try RecordColumn.decode([BusyTime].self, row.value("busy_times")))
    }
}
