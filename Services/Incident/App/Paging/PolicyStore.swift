import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Escalation policies.
struct PolicyStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<EscalationPolicy>? {
        try tx.first("SELECT version, record FROM escalation_policy WHERE id = \(id) FOR UPDATE", Self.decode)
    }

    /// Without a lock. Throws `NotFound`.
    func read(_ id: UUID, in tx: Transaction) throws -> Kept<EscalationPolicy> {
        let found = try tx.first("SELECT version, record FROM escalation_policy WHERE id = \(id)", Self.decode)
        guard let found else { throw NotFound(EscalationPolicy.kind, id.uuidString.lowercased()) }
        return found
    }

    /// Those in use for a team's incidents, and for everybody's.
    func active(for team: UUID?, in tx: Transaction) throws -> [EscalationPolicy] {
        try tx.query(
            """
            SELECT version, record FROM escalation_policy
            WHERE state = 'active' AND (team = \(team) OR team IS NULL)
            """, Self.decode
        ).map(\.record)
    }

    func save(_ kept: Kept<EscalationPolicy>, in tx: Transaction) throws {
        let policy = kept.record
        do {
            try tx.execute(
                """
                INSERT INTO escalation_policy (id, version, name, team, lowest_priority, state, record)
                VALUES (
                    \(policy.id), \(kept.version), \(policy.terms.name), \(policy.terms.team),
                    \(policy.terms.lowestPriority), \(policy.state), \(try RecordColumn.encode(policy))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, team = excluded.team,
                    lowest_priority = excluded.lowest_priority, state = excluded.state, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_policy_per_team_and_priority") {
            throw Rejection("This team has a policy for these priorities already.", code: "policy_taken")
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<EscalationPolicy>] {
        try tx.query(
            """
            SELECT version, record FROM escalation_policy
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, Self.decode)
    }

    /// Nobody else needs to know.
    func announcement(
        of kept: Kept<EscalationPolicy>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }

    static func decode(_ row: Row) throws -> Kept<EscalationPolicy> {
        Kept(
            record: try RecordColumn.decode(EscalationPolicy.self, row.value("record")),
            version: try row.value("version"))
    }
}
