import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Organisations, one row each.
struct OrganisationStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Organisation>? {
        try tx.first("SELECT record, version FROM organisation WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The organisation without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Organisation>? {
        try tx.first("SELECT record, version FROM organisation WHERE id = \(id)", Self.kept)
    }

    /// Those of these organisations that are known and active.
    func active(_ ids: [UUID], in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT id FROM organisation WHERE id = ANY(\(ids)) AND state = 'active'") {
                try $0.value("id")
            })
    }

    /// Throws `Invalid` naming the field unless there is such an active organisation.
    func require(_ id: UUID, field: String, in tx: Transaction) throws {
        guard try !active([id], in: tx).isEmpty else {
            throw Invalid(
                "There is no active organisation \(id.uuidString.lowercased()).", field: field,
                code: "unknown_organisation")
        }
    }

    /// Whether one is the other or stands below it. Waits for others who move organisations.
    func isWithin(_ one: UUID, _ other: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('organisations', 0))")
        return try tx.first(
            """
            WITH RECURSIVE above (id) AS (
                SELECT \(one)::uuid
                UNION SELECT organisation.parent FROM organisation JOIN above ON organisation.id = above.id
                WHERE organisation.parent IS NOT NULL
            )
            SELECT id FROM above WHERE id = \(other)
            """
        ) { _ in true } ?? false
    }

    func save(_ kept: Kept<Organisation>, in tx: Transaction) throws {
        let organisation = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO organisation (id, version, name, kind, parent, state, defined_at, record)
                VALUES (
                    \(organisation.id), \(kept.version), \(organisation.details.name), \(organisation.details.kind),
                    \(organisation.details.parent), \(organisation.state),
                    \(organisation.definedAt), \(try RecordColumn.encode(organisation))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, kind = excluded.kind,
                    parent = excluded.parent, state = excluded.state,
                    record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_organisation_per_name") {
            throw NameTaken.rejection("There is an active organisation named \(organisation.details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Organisation>] {
        try tx.query(
            """
            SELECT record, version FROM organisation
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    /// It stays at the desk: the others hear of it through people and services.
    func announcement(of kept: Kept<Organisation>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    static func kept(_ row: Row) throws -> Kept<Organisation> {
        Kept(record: try RecordColumn.decode(Organisation.self, row.value("record")), version: try row.value("version"))
    }
}
