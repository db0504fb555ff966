import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Offerings, one row each.
struct OfferingStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Offering>? {
        try tx.first("SELECT record, version FROM offering WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The offering without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Offering>? {
        try tx.first("SELECT record, version FROM offering WHERE id = \(id)", Self.kept)
    }

    func save(_ kept: Kept<Offering>, in tx: Transaction) throws {
        let (offering, details) = (kept.record, kept.record.details)
        do {
            try tx.execute(
                """
                INSERT INTO offering (id, version, name, state, domain, service, defined_at, record)
                VALUES (
                    \(offering.id), \(kept.version), \(details.name), \(offering.state), \(details.domain),
                    \(details.service), \(offering.definedAt), \(try RecordColumn.encode(offering))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state,
                    domain = excluded.domain, service = excluded.service, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_published_offering_per_name") {
            throw NameTaken.rejection("This domain has a published offering named \(details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Offering>] {
        try tx.query(
            """
            SELECT record, version FROM offering
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    func announcement(of kept: Kept<Offering>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    static func kept(_ row: Row) throws -> Kept<Offering> {
        Kept(record: try RecordColumn.decode(Offering.self, row.value("record")), version: try row.value("version"))
    }
}
