import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Roles that administrators made, one row each.
struct RoleDefinitionStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<RoleDefinition>? {
        try tx.first("SELECT record, version FROM role_definition WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The role without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<RoleDefinition>? {
        try tx.first("SELECT record, version FROM role_definition WHERE id = \(id)", Self.kept)
    }

    /// What those of these roles that are in use grant.
    func grants(of ids: [UUID], in tx: Transaction) throws -> [UUID: Grants] {
        guard !ids.isEmpty else { return [:] }
        let kept = try tx.query(
            "SELECT record, version FROM role_definition WHERE id = ANY(\(ids)) AND state = 'active'", Self.kept)
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.record.id, $0.record.details.grants) })
    }

    func save(_ kept: Kept<RoleDefinition>, in tx: Transaction) throws {
        let role = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO role_definition (id, version, name, state, defined_at, record)
                VALUES (
                    \(role.id), \(kept.version), \(role.details.name), \(role.state),
                    \(role.definedAt), \(try RecordColumn.encode(role))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state,
                    record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_role_per_name") {
            throw NameTaken.rejection("There is an active role named \(role.details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<RoleDefinition>] {
        try tx.query(
            """
            SELECT record, version FROM role_definition
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    /// It stays at the desk: the others hear of it through people and services.
    func announcement(of kept: Kept<RoleDefinition>, facts: [String], in tx: Transaction) throws -> (any Announcement)?
    {
        nil
    }

    static func kept(_ row: Row) throws -> Kept<RoleDefinition> {
        Kept(
            record: try RecordColumn.decode(RoleDefinition.self, row.value("record")), version: try row.value("version")
        )
    }
}
