import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Situations in the table `situation`.
struct SituationStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Situation>? {
        try tx.first("SELECT version, record FROM situation WHERE id = \(id) FOR UPDATE", decode)
    }

    /// These with whatever survived them, and the live ones about any of these items or of these groups.
    func concerned(
        by ids: Set<UUID>, items: Set<UUID>, groups: Set<String>, in tx: Transaction
    ) throws -> [UUID: Kept<Situation>] {
        let found = try tx.query(
            """
            WITH RECURSIVE chain AS (
                SELECT id, survivor FROM situation WHERE id = ANY(\(Array(ids)))
                UNION
                SELECT s.id, s.survivor FROM situation AS s JOIN chain AS c ON s.id = c.survivor
            ), kin AS (
                SELECT id FROM chain
                UNION
                SELECT id FROM situation WHERE state IN ('pending', 'open') AND items && \(Array(items))
                UNION
                SELECT id FROM situation WHERE state IN ('pending', 'open') AND group_key = ANY(\(Array(groups)))
            )
            SELECT version, record FROM situation WHERE id IN (SELECT id FROM kin) ORDER BY opened_at, id FOR UPDATE
            """, decode)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.record.id, $0) })
    }

    func save(_ kept: Kept<Situation>, in tx: Transaction) throws {
        let situation = kept.record
        try tx.execute(
            """
            INSERT INTO situation (
                id, version, number, state, severity, severity_rank, summary, cause_item, cause_name, services, firing,
                members, items, group_key, survivor, exceeded_change, opened_at, cleared_at, record)
            VALUES (
                \(situation.id), \(kept.version), \(situation.number), \(situation.state), \(situation.severity),
                \(situation.severity.rank), \(situation.cause.headline), \(situation.cause.item), \(situation.cause.name),
                \(situation.hurt.map(\.service)), \(situation.firing), \(situation.members.count),
                \(Array(situation.items)), \(situation.group), \(situation.survivor), \(situation.exceeds?.id), \(situation.openedAt), \(situation.clearedAt),
                \(try RecordColumn.encode(situation))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, severity = excluded.severity,
                severity_rank = excluded.severity_rank, summary = excluded.summary, cause_item = excluded.cause_item,
                cause_name = excluded.cause_name, services = excluded.services, firing = excluded.firing,
                members = excluded.members, items = excluded.items, survivor = excluded.survivor, exceeded_change = excluded.exceeded_change,
                cleared_at = excluded.cleared_at, record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Situation>] {
        try tx.query(
            """
            SELECT version, record FROM situation
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Situation> {
        let found = try tx.first(
            "SELECT version, record FROM situation WHERE id = \(UUID(uuidString: key)) OR number = \(key.uppercased())",
            decode)
        guard let found else { throw NotFound(Situation.kind, key) }
        return found
    }

    /// Nothing, before the hold-off is over.
    func announcement(of kept: Kept<Situation>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        SituationAnnounced(kept.record, facts: facts)
    }

    func decode(_ row: Row) throws -> Kept<Situation> {
        Kept(record: try RecordColumn.decode(Situation.self, row.value("record")), version: try row.value("version"))
    }
}
