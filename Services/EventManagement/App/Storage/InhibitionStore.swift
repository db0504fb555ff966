import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import Synchronization

/// Inhibitions in the table `inhibition`.
struct InhibitionStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Inhibition>? {
        try tx.first("SELECT version, record FROM inhibition WHERE id = \(id) FOR UPDATE", decode)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Inhibition> {
        let found = try tx.first("SELECT version, record FROM inhibition WHERE id = \(id)", decode)
        guard let found else { throw NotFound(Inhibition.kind, id.uuidString.lowercased()) }
        return found
    }

    func kept(in tx: Transaction) throws -> [Inhibition] {
        try tx.query("SELECT version, record FROM inhibition WHERE state = 'kept' ORDER BY id") {
            try decode($0).record
        }
    }

    func save(_ kept: Kept<Inhibition>, in tx: Transaction) throws {
        let rule = kept.record
        try tx.execute(
            """
            INSERT INTO inhibition (id, version, state, name, created_at, record)
            VALUES (
                \(rule.id), \(kept.version), \(rule.state), \(rule.terms.name), \(rule.createdAt),
                \(try RecordColumn.encode(rule))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, name = excluded.name, record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Inhibition>] {
        try tx.query(
            """
            SELECT version, record FROM inhibition
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// Nobody else needs to know; alerts say what mutes them.
    func announcement(of kept: Kept<Inhibition>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    func decode(_ row: Row) throws -> Kept<Inhibition> {
        Kept(record: try RecordColumn.decode(Inhibition.self, row.value("record")), version: try row.value("version"))
    }
}

/// Inhibitions made ready, read again when one of them has changed.
final class InhibitionShelf: Sendable {
    private let kept = Mutex<(edition: Int, book: InhibitionBook)?>(nil)

    func book(in tx: Transaction) throws -> InhibitionBook {
        let edition: Int = try tx.first("SELECT edition FROM inhibition_edition") { try $0.value("edition") } ?? 0
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.book }
        let book = InhibitionBook(try InhibitionStore().kept(in: tx))
        kept.withLock { $0 = (edition, book) }
        return book
    }

    /// Tells all copies that an inhibition has changed.
    static func raiseEdition(in tx: Transaction) throws {
        try tx.execute("UPDATE inhibition_edition SET edition = txid_current()")
    }
}
