import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import Synchronization

/// Rules for events in the table `alert_rule`.
struct RuleStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<AlertRule>? {
        try tx.first("SELECT version, record FROM alert_rule WHERE id = \(id) FOR UPDATE", decode)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<AlertRule> {
        let found = try tx.first("SELECT version, record FROM alert_rule WHERE id = \(id)", decode)
        guard let found else { throw NotFound(AlertRule.kind, id.uuidString.lowercased()) }
        return found
    }

    func kept(in tx: Transaction) throws -> [AlertRule] {
        try tx.query("SELECT version, record FROM alert_rule WHERE state = 'kept' ORDER BY id") {
            try decode($0).record
        }
    }

    func save(_ kept: Kept<AlertRule>, in tx: Transaction) throws {
        let rule = kept.record
        try tx.execute(
            """
            INSERT INTO alert_rule (id, version, state, name, place, created_at, record)
            VALUES (
                \(rule.id), \(kept.version), \(rule.state), \(rule.terms.name), \(rule.terms.order), \(rule.createdAt),
                \(try RecordColumn.encode(rule))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, name = excluded.name, place = excluded.place,
                record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<AlertRule>] {
        try tx.query(
            """
            SELECT version, record FROM alert_rule
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// Nobody else needs to know.
    func announcement(of kept: Kept<AlertRule>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    func decode(_ row: Row) throws -> Kept<AlertRule> {
        Kept(record: try RecordColumn.decode(AlertRule.self, row.value("record")), version: try row.value("version"))
    }
}

/// Rules made ready, read again when one of them has changed.
final class RuleShelf: Sendable {
    private let kept = Mutex<(edition: Int, book: RuleBook)?>(nil)

    func book(in tx: Transaction) throws -> RuleBook {
        let edition: Int = try tx.first("SELECT edition FROM alert_rule_edition") { try $0.value("edition") } ?? 0
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.book }
        let book = RuleBook(try RuleStore().kept(in: tx))
        kept.withLock { $0 = (edition, book) }
        return book
    }
}
