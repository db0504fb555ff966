import DeskDomain
import Foundation
import Postgres

/// Time spent on records, one row for each spell of work.
struct TimeSpentStore {
    /// A spell of work and when it was written down.
    typealias Stored = (spell: Conversation.TimeSpent, recordedAt: Date)

    private static let columns: SQL = "id, person, minutes, activity, note, worked_at, recorded_at"

    func insert(_ spell: Conversation.TimeSpent, on record: RecordReference, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO time_spent (id, kind, about, person, minutes, activity, note, worked_at, recorded_at)
            VALUES (
                \(spell.id), \(record.kind), \(record.id), \(spell.person), \(spell.minutes), \(spell.activity),
                \(spell.note), \(spell.workedAt), \(try tx.now)
            )
            """)
    }

    /// Of all these records, which are of one kind, in the order of the work.
    func all(of records: [RecordReference], in tx: Transaction) throws -> [Stored] {
        try tx.query(
            """
            SELECT \(Self.columns) FROM time_spent
            WHERE kind = ANY(\(records.map(\.kind))) AND about = ANY(\(records.map(\.id)))
            ORDER BY worked_at, id
            """, Self.stored)
    }

    func find(_ id: UUID, of record: RecordReference, in tx: Transaction) throws -> Conversation.TimeSpent? {
        try tx.first(
            """
            SELECT \(Self.columns) FROM time_spent
            WHERE id = \(id) AND kind = \(record.kind) AND about = \(record.id)
            """, Self.stored)?.spell
    }

    func delete(_ id: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM time_spent WHERE id = \(id)")
    }

    private static func stored(_ row: Row) throws -> Stored {
        let spell = Conversation.TimeSpent(
            stored: try row.value("id"), person: try row.value("person"), minutes: try row.value("minutes"),
            activity: try row.value("activity"), note: try row.value("note"), workedAt: try row.value("worked_at"))
        return (spell, try row.value("recorded_at"))
    }
}
