import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Problems in the table `problem`.
struct ProblemStore: RecordTable {
    static let table = "problem"

    /// The problem that incidents with this cause belong to, locked: one being worked on before one that waits.
    func taking(cause: UUID, in tx: Transaction) throws -> Kept<Problem>? {
        try tx.first(
            """
            SELECT version, record FROM problem
            WHERE cause_item = \(cause) AND state NOT IN ('closed', 'cancelled')
            ORDER BY state IN ('resolved', 'risk_accepted'), opened_at
            LIMIT 1
            FOR UPDATE
            """, Self.kept)
    }

    /// The id that a number or id from outside stands for. Throws `NotFound`.
    func id(of key: String, in tx: Transaction) throws -> UUID {
        let given = UUID(uuidString: key)
        let found: UUID? = try tx.first(
            "SELECT id FROM problem WHERE id = \(given) OR number = \(key.uppercased())"
        ) { try $0.value("id") }
        guard let found else { throw NotFound("problem", key) }
        return found
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Problem> {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT version, record FROM problem WHERE id = \(given) OR number = \(key.uppercased())", Self.kept)
        guard let found else { throw NotFound("problem", key) }
        return found
    }

    func save(_ kept: Kept<Problem>, in tx: Transaction) throws {
        let problem = kept.record
        try tx.execute(
            """
            INSERT INTO problem
                (id, version, number, state, summary, priority, cause_item, team, assignee, incident_count, opened_at,
                 record)
            VALUES (
                \(problem.id), \(kept.version), \(problem.number), \(problem.state), \(problem.summary),
                \(problem.priority.rawValue), \(problem.causeItem), \(problem.team), \(problem.assignee),
                \(problem.incidentCount), \(problem.openedAt), \(try RecordColumn.encode(problem))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, priority = excluded.priority,
                cause_item = excluded.cause_item, team = excluded.team, assignee = excluded.assignee,
                incident_count = excluded.incident_count, record = excluded.record
            """)
    }
}
