import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres

/// Changes, one row each.
struct ChangeStore: RecordTable {
    static let table = "changes"

    /// The change without a lock, by number or by id.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Change>? {
        let matches: SQL = UUID(uuidString: key).map { "id = \($0)" } ?? "number = upper(\(key))"
        return try tx.first("SELECT record, version FROM changes WHERE \(matches)", Self.kept)
    }

    func save(_ kept: Kept<Change>, in tx: Transaction) throws {
        let change = kept.record
        let plan = change.plan
        try tx.execute(
            """
            INSERT INTO changes
                (id, version, number, state, type, summary, requester, assignee, team, scope, services,
                 planned_start, planned_end, drafted_at, record)
            VALUES (
                \(change.id), \(kept.version), \(change.number), \(change.state), \(plan.type), \(plan.summary),
                \(change.requester), \(plan.assignee), \(plan.team), \(plan.scope),
                \(plan.expectedImpact.map(\.service)), \(plan.window?.start), \(plan.window?.end),
                \(change.draftedAt), \(try RecordColumn.encode(change))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, type = excluded.type, summary = excluded.summary,
                assignee = excluded.assignee, team = excluded.team, scope = excluded.scope,
                services = excluded.services, planned_start = excluded.planned_start,
                planned_end = excluded.planned_end, record = excluded.record
            """)
    }

    func announcement(of kept: Kept<Change>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        ChangeAnnounced(kept.record, facts: facts, at: try facts.isEmpty ? nil : tx.now)
    }
}
