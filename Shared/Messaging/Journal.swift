import Foundation
import Postgres
import Records

/// The append-only history of all records of a service; also its audit.
package enum Journal {
    /// The newest hash of each of these records; none for those that have no line yet.
    static func heads(of records: [UUID], in tx: Transaction) throws -> [UUID: Data] {
        let rows = try tx.query(
            """
            SELECT r.id, j.hash
            FROM unnest(\(records)) AS r (id)
            CROSS JOIN LATERAL (
                SELECT hash FROM journal WHERE record = r.id ORDER BY sequence DESC LIMIT 1
            ) AS j
            """
        ) { (try $0.value("id") as UUID, try $0.value("hash") as Data) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    static func append(_ lines: [JournalLine], in tx: Transaction) throws {
        guard !lines.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO journal
                (kind, record, sequence, at, actor, command, reason, correlation, causation, name, fact, hash)
            SELECT kind, record, sequence, at, actor, command, reason, correlation, causation, name, fact::json, hash
            FROM unnest(
                \(lines.map(\.kind)), \(lines.map(\.record)), \(lines.map(\.sequence)), \(lines.map(\.at)),
                \(lines.map(\.provenance.actor.description)), \(lines.map(\.provenance.command)),
                \(lines.map(\.provenance.reason)), \(lines.map(\.provenance.correlation)),
                \(lines.map(\.provenance.causation)), \(lines.map(\.name)), \(lines.map(\.fact)), \(lines.map(\.hash))
            ) AS l (kind, record, sequence, at, actor, command, reason, correlation, causation, name, fact, hash)
            """)
    }

    /// All lines of a record, oldest first.
    package static func lines(of record: UUID, after sequence: Int = 0, in tx: Transaction) throws -> [JournalLine] {
        try lines(of: [record], after: sequence, in: tx)
    }

    /// The lines of several records, record by record, oldest first.
    static func lines(of records: [UUID], after sequence: Int = 0, in tx: Transaction) throws -> [JournalLine] {
        try tx.query(
            """
            SELECT kind, record, sequence, at, actor, command, reason, correlation, causation, name, fact::text AS fact, hash
            FROM journal
            WHERE record = ANY(\(records)) AND sequence > \(sequence)
            ORDER BY record, sequence
            """,
            line)
    }

    private static func line(_ row: Row) throws -> JournalLine {
        let actor: String = try row.value("actor")
        return JournalLine(
            kind: try row.value("kind"), record: try row.value("record"), sequence: try row.value("sequence"),
            at: try row.value("at"),
            provenance: Provenance(
                actor: Actor(actor) ?? .service(actor), command: try row.value("command"),
                reason: try row.value("reason"),
                correlation: try row.value("correlation"), causation: try row.value("causation")),
            name: try row.value("name"), fact: try row.value("fact"), hash: try row.value("hash"))
    }
}
