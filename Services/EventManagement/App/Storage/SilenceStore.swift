import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import Synchronization

/// Silences in the table `silence`.
struct SilenceStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Silence>? {
        try tx.first("SELECT version, record FROM silence WHERE id = \(id) FOR UPDATE", decode)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Silence> {
        let found = try tx.first("SELECT version, record FROM silence WHERE id = \(id)", decode)
        guard let found else { throw NotFound(Silence.kind, id.uuidString.lowercased()) }
        return found
    }

    /// Those that may still mute something.
    func live(at now: Date, in tx: Transaction) throws -> [Silence] {
        try tx.query(
            """
            SELECT version, record FROM silence
            WHERE state = 'kept' AND (ends_at IS NULL OR ends_at > \(now)) ORDER BY id
            """
        ) { try decode($0).record }
    }

    func save(_ kept: Kept<Silence>, in tx: Transaction) throws {
        let silence = kept.record
        try tx.execute(
            """
            INSERT INTO silence (id, version, state, starts_at, ends_at, is_weekly, comment, created_at, record)
            VALUES (
                \(silence.id), \(kept.version), \(silence.state), \(silence.terms.start), \(silence.terms.end),
                \(silence.terms.weekly != nil), \(silence.terms.comment), \(silence.createdAt),
                \(try RecordColumn.encode(silence))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, is_weekly = excluded.is_weekly, comment = excluded.comment,
                record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Silence>] {
        try tx.query(
            """
            SELECT version, record FROM silence
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// Nobody else needs to know; alerts say what mutes them.
    func announcement(of kept: Kept<Silence>, facts: [String], in tx: Transaction) throws -> (any Announcement)? { nil }

    func decode(_ row: Row) throws -> Kept<Silence> {
        Kept(record: try RecordColumn.decode(Silence.self, row.value("record")), version: try row.value("version"))
    }
}

/// Silences made ready, read again when one of them has changed.
final class SilenceShelf: Sendable {
    private let kept = Mutex<(edition: Int, book: SilenceBook)?>(nil)

    func book(in tx: Transaction) throws -> SilenceBook {
        let edition: Int = try tx.first("SELECT edition FROM silence_edition") { try $0.value("edition") } ?? 0
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.book }
        let book = SilenceBook(try SilenceStore().live(at: tx.now, in: tx))
        kept.withLock { $0 = (edition, book) }
        return book
    }

    /// Tells all copies that a silence has changed.
    static func raiseEdition(in tx: Transaction) throws {
        try tx.execute("UPDATE silence_edition SET edition = edition + 1")
    }
}
