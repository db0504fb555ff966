import DeskDomain
import Foundation
import Postgres

/// Who has a record open, as their browsers say every twenty seconds.
struct PresenceStore {
    enum Doing: String, Codable, CaseIterable, Sendable { case viewing, typing }

    /// Somebody who is there now.
    struct Presence: Codable, Sendable {
        let person: UUID
        let doing: Doing
        let since: Date
    }

    /// Two missed words and somebody has gone.
    static let patience: TimeInterval = 45

    func note(_ person: UUID, _ doing: Doing, at record: RecordReference, in tx: Transaction) throws {
        let now = try tx.now
        try tx.execute("DELETE FROM presence WHERE until <= \(now)")
        try tx.execute(
            """
            INSERT INTO presence (kind, about, person, doing, since, until)
            VALUES (\(record.kind), \(record.id), \(person), \(doing), \(now), \(now + Self.patience))
            ON CONFLICT (kind, about, person) DO UPDATE SET doing = excluded.doing, until = excluded.until
            """)
    }

    func leave(_ person: UUID, _ record: RecordReference, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM presence WHERE kind = \(record.kind) AND about = \(record.id) AND person = \(person)")
    }

    /// Everybody anywhere: what each does, by record.
    func everybody(in tx: Transaction) throws -> [UUID: [UUID: Doing]] {
        let rows = try tx.query("SELECT about, person, doing FROM presence WHERE until > \(try tx.now)") {
            (
                about: try $0.value("about") as UUID, person: try $0.value("person") as UUID,
                doing: try $0.value("doing") as Doing
            )
        }
        return Dictionary(grouping: rows, by: \.about).mapValues {
            Dictionary($0.map { ($0.person, $0.doing) }) { first, _ in first }
        }
    }

    /// Everybody else, whoever came first before the others.
    func others(than person: UUID, at record: RecordReference, in tx: Transaction) throws -> [Presence] {
        try tx.query(
            """
            SELECT person, doing, since FROM presence
            WHERE kind = \(record.kind) AND about = \(record.id) AND person <> \(person) AND until > \(try tx.now)
            ORDER BY since, person LIMIT 50
            """
        ) { Presence(person: try $0.value("person"), doing: try $0.value("doing"), since: try $0.value("since")) }
    }
}
