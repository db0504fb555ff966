import Contracts
import Foundation
import Postgres
import ProblemDomain
import Records

/// Incidents as others told of them, and which candidate or problem has counted each.
struct IncidentHistory {
    /// An incident as far as this service knows it.
    struct Entry: Equatable {
        let incident: UUID
        let number: String
        let summary: String
        let state: String
        let priority: Priority
        let openedAt: Date
    }

    /// Keeps what was announced unless something newer is known; answers whether it is new and still to be counted.
    ///
    /// An incident whose cause was corrected is counted again, for the right cause.
    func keep(_ incident: IncidentAnnounced, sequence: Int, in tx: Transaction) throws -> Bool {
        let free: Bool? = try tx.first(
            """
            INSERT INTO incident_history AS old
                (incident, sequence, number, summary, cause_item, state, priority, opened_at)
            VALUES (
                \(incident.record), \(sequence), \(incident.number), \(incident.summary), \(incident.causeItem),
                \(incident.state.rawValue), \(min(max(incident.priority, 1), 5)), \(incident.openedAt)
            )
            ON CONFLICT (incident) DO UPDATE SET
                sequence = excluded.sequence, summary = excluded.summary, cause_item = excluded.cause_item,
                state = excluded.state, priority = excluded.priority,
                taken_by = CASE WHEN old.cause_item <> excluded.cause_item THEN NULL ELSE old.taken_by END
            WHERE old.sequence < excluded.sequence
            RETURNING taken_by IS NULL AS free
            """
        ) { try $0.value("free") }
        return free ?? false
    }

    /// From here to the end of the transaction nobody else counts incidents with this cause.
    func lock(cause: UUID, in tx: Transaction) throws {
        let key = "recurrence:\(cause.uuidString)"
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(key), 0))")
    }

    /// Incidents with this cause that nothing has counted, opened between two times; cancelled ones do not count.
    func uncounted(cause: UUID, from: Date, to: Date, in tx: Transaction) throws -> [Evidence] {
        try tx.query(
            """
            SELECT incident, number, opened_at, priority FROM incident_history
            WHERE cause_item = \(cause) AND taken_by IS NULL AND state <> 'cancelled'
                AND opened_at BETWEEN \(from) AND \(to)
            ORDER BY opened_at DESC
            LIMIT 500
            """
        ) { row in
            Evidence(
                incident: try row.value("incident"), number: try row.value("number"),
                openedAt: try row.value("opened_at"),
                priority: Priority(rawValue: try row.value("priority")) ?? .planning)
        }
    }

    /// Notes which candidate or problem has counted these incidents.
    func take(_ incidents: [UUID], by record: UUID, in tx: Transaction) throws {
        try tx.execute("UPDATE incident_history SET taken_by = \(record) WHERE incident = ANY(\(incidents))")
    }

    /// An incident by number or id. Throws `Invalid` when it was never announced here.
    func find(_ key: String, in tx: Transaction) throws -> Entry {
        let condition: SQL =
            if let id = UUID(uuidString: key) { "incident = \(id)" } else { "number = \(key.uppercased())" }
        guard let entry = try entries(where: condition, in: tx).first else {
            throw Invalid(
                "The incident \(key) is not known here, or not yet.", field: "incident", code: "unknown_incident")
        }
        return entry
    }

    /// Those of these incidents that are known.
    func find(_ incidents: [UUID], in tx: Transaction) throws -> [UUID: Entry] {
        let found = try entries(where: "incident = ANY(\(incidents))", in: tx)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.incident, $0) })
    }

    private func entries(where condition: SQL, in tx: Transaction) throws -> [Entry] {
        try tx.query(
            """
            SELECT incident, number, summary, state, priority, opened_at FROM incident_history WHERE \(condition)
            """
        ) { row in
            Entry(
                incident: try row.value("incident"), number: try row.value("number"), summary: try row.value("summary"),
                state: try row.value("state"), priority: Priority(rawValue: try row.value("priority")) ?? .planning,
                openedAt: try row.value("opened_at"))
        }
    }
}
