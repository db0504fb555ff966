import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Pages.
struct PageStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallPage>? {
        try tx.first("SELECT version, record FROM page WHERE id = \(id) FOR UPDATE", Self.decode)
    }

    /// Without a lock. Throws `NotFound`.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<OnCallPage> {
        let found = try tx.first("SELECT version, record FROM page WHERE id = \(id)", Self.decode)
        guard let found else { throw NotFound(OnCallPage.kind, id.uuidString.lowercased()) }
        return found
    }

    /// The newest page of an incident, locked: the only one that may live.
    func newest(of incident: UUID, in tx: Transaction) throws -> Kept<OnCallPage>? {
        try tx.first(
            """
            SELECT version, record FROM page WHERE incident = \(incident)
            ORDER BY called_at DESC, id DESC LIMIT 1 FOR UPDATE
            """, Self.decode)
    }

    func save(_ kept: Kept<OnCallPage>, in tx: Transaction) throws {
        let page = kept.record
        try tx.execute(
            """
            INSERT INTO page (id, version, incident, state, called_at, record)
            VALUES (
                \(page.id), \(kept.version), \(page.calling.incident), \(page.state), \(page.calledAt),
                \(try RecordColumn.encode(page))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<OnCallPage>] {
        try tx.query(
            """
            SELECT version, record FROM page
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, Self.decode)
    }

    /// Nobody else needs to know.
    func announcement(of kept: Kept<OnCallPage>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    static func decode(_ row: Row) throws -> Kept<OnCallPage> {
        Kept(record: try RecordColumn.decode(OnCallPage.self, row.value("record")), version: try row.value("version"))
    }
}
