import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Domains of the catalogue, one row each.
struct DomainStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<ServiceDomain>? {
        try tx.first("SELECT record, version FROM catalogue_domain WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The domain without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<ServiceDomain>? {
        try tx.first("SELECT record, version FROM catalogue_domain WHERE id = \(id)", Self.kept)
    }

    func save(_ kept: Kept<ServiceDomain>, in tx: Transaction) throws {
        let domain = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO catalogue_domain (id, version, name, state, defined_at, record)
                VALUES (
                    \(domain.id), \(kept.version), \(domain.details.name), \(domain.state), \(domain.definedAt),
                    \(try RecordColumn.encode(domain))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_domain_per_name") {
            throw NameTaken.rejection("There is an active domain named \(domain.details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<ServiceDomain>] {
        try tx.query(
            """
            SELECT record, version FROM catalogue_domain
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    /// The catalogue stays at the desk: requests tell what came of it.
    func announcement(
        of kept: Kept<ServiceDomain>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }

    static func kept(_ row: Row) throws -> Kept<ServiceDomain> {
        Kept(
            record: try RecordColumn.decode(ServiceDomain.self, row.value("record")), version: try row.value("version"))
    }
}
