import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sites, one row each.
struct SiteStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Site>? {
        try tx.first("SELECT record, version FROM site WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The site without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Site>? {
        try tx.first("SELECT record, version FROM site WHERE id = \(id)", Self.kept)
    }

    func save(_ kept: Kept<Site>, in tx: Transaction) throws {
        let site = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO site (id, version, name, organisation, state, defined_at, record)
                VALUES (
                    \(site.id), \(kept.version), \(site.details.name), \(site.details.organisation),
                    \(site.state),
                    \(site.definedAt), \(try RecordColumn.encode(site))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, organisation = excluded.organisation,
                    state = excluded.state,
                    record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_site_per_name") {
            throw NameTaken.rejection("There is an active site named \(site.details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Site>] {
        try tx.query(
            """
            SELECT record, version FROM site
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    /// It stays at the desk: the others hear of it through people and services.
    func announcement(of kept: Kept<Site>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    static func kept(_ row: Row) throws -> Kept<Site> {
        Kept(record: try RecordColumn.decode(Site.self, row.value("record")), version: try row.value("version"))
    }
}
