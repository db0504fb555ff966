import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Business services, one row each.
struct ServiceStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<BusinessService>? {
        try tx.first("SELECT record, version FROM service WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The service without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<BusinessService>? {
        try tx.first("SELECT record, version FROM service WHERE id = \(id)", Self.kept)
    }

    func save(_ kept: Kept<BusinessService>, in tx: Transaction) throws {
        let (service, details) = (kept.record, kept.record.details)
        do {
            try tx.execute(
                """
                INSERT INTO service
                    (id, version, name, state, criticality, value_per_hour, owner, team, audience, defined_at, record)
                VALUES (
                    \(service.id), \(kept.version), \(details.name), \(service.state), \(details.criticality.rawValue),
                    \(details.valuePerHour), \(details.owner), \(details.team), \(details.audience),
                    \(service.definedAt), \(try RecordColumn.encode(service))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state,
                    criticality = excluded.criticality, value_per_hour = excluded.value_per_hour,
                    owner = excluded.owner, team = excluded.team, audience = excluded.audience, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_service_per_name") {
            throw NameTaken.rejection("There is an active service named \(details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<BusinessService>] {
        try tx.query(
            """
            SELECT record, version FROM service
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    func announcement(
        of kept: Kept<BusinessService>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        ServiceAnnounced(kept.record, facts: facts)
    }

    static func kept(_ row: Row) throws -> Kept<BusinessService> {
        Kept(
            record: try RecordColumn.decode(BusinessService.self, row.value("record")),
            version: try row.value("version"))
    }
}
