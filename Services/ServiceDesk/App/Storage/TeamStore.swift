import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Teams, one row each.
struct TeamStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Team>? {
        try tx.first("SELECT record, version FROM team WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The team without a lock.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Team>? {
        try tx.first("SELECT record, version FROM team WHERE id = \(id)", Self.kept)
    }

    /// Those of these teams that are known and active.
    func active(_ ids: [UUID], in tx: Transaction) throws -> Set<UUID> {
        Set(try tx.query("SELECT id FROM team WHERE id = ANY(\(ids)) AND state = 'active'") { try $0.value("id") })
    }

    func save(_ kept: Kept<Team>, in tx: Transaction) throws {
        let team = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO team (id, version, name, state, defined_at, record)
                VALUES (
                    \(team.id), \(kept.version), \(team.details.name), \(team.state), \(team.definedAt),
                    \(try RecordColumn.encode(team))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_active_team_per_name") {
            throw NameTaken.rejection("There is an active team named \(team.details.name) already.")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Team>] {
        try tx.query(
            """
            SELECT record, version FROM team
            WHERE \(after) IS NULL OR id > \(after)
            ORDER BY id LIMIT \(limit)
            """, Self.kept)
    }

    func announcement(of kept: Kept<Team>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        TeamAnnounced(kept.record, facts: facts)
    }

    static func kept(_ row: Row) throws -> Kept<Team> {
        Kept(record: try RecordColumn.decode(Team.self, row.value("record")), version: try row.value("version"))
    }
}
