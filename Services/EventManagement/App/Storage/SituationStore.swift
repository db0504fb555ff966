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

    /// The live ones, with their members; those that changed after a turn, when it is given, whatever their state.
    func live(changedAfter turn: Int?, in tx: Transaction) throws -> [Kept<Situation>] {
        let heads =
            if let turn {
                try tx.query(
                    "SELECT version, record FROM situation WHERE turn > \(turn) ORDER BY opened_at, id", decode)
            } else {
                try tx.query(
                    "SELECT version, record FROM situation WHERE state IN ('pending', 'open') ORDER BY opened_at, id",
                    decode)
            }
        return try MemberStore().fill(heads, in: tx)
    }

    /// These with whatever survived them, with the members of those that were not merged.
    func concerned(by ids: Set<UUID>, in tx: Transaction) throws -> [Kept<Situation>] {
        let heads = try tx.query(
            """
            WITH RECURSIVE chain AS (
                SELECT id, survivor FROM situation WHERE id = ANY(\(Array(ids)))
                UNION
                SELECT s.id, s.survivor FROM situation AS s JOIN chain AS c ON s.id = c.survivor
            )
            SELECT version, record FROM situation WHERE id IN (SELECT id FROM chain) ORDER BY opened_at, id
            """, decode)
        return try MemberStore().fill(heads, in: tx)
    }

    /// The newest turn that changed any situation.
    func newestTurn(in tx: Transaction) throws -> Int {
        try tx.first("SELECT coalesce(max(turn), 0) AS turn FROM situation") { try $0.value("turn") } ?? 0
    }

    func save(_ kept: Kept<Situation>, in tx: Transaction) throws { try saveMany([kept], in: tx) }

    /// Writes the rows, and those members that the records carry.
    func saveMany(_ all: [Kept<Situation>], in tx: Transaction) throws {
        guard !all.isEmpty else { return }
        let situations = all.map(\.record)
        try tx.execute(
            """
            INSERT INTO situation (
                id, version, number, state, severity, severity_rank, summary, cause_item, cause_name, firing, members,
                group_key, survivor, exceeded_change, opened_at, cleared_at, record, services, turn)
            SELECT s.*,
                ARRAY(SELECT (hurt ->> 'service')::uuid FROM jsonb_array_elements(s.record -> 'hurt') AS hurt),
                nextval('situation_turns')
            FROM unnest(
                \(situations.map(\.id)), \(all.map(\.version)), \(situations.map(\.number)),
                \(situations.map(\.state.rawValue)), \(situations.map(\.severity.rawValue)),
                \(situations.map(\.severity.rank)), \(situations.map(\.cause.headline)),
                \(situations.map(\.cause.item)), \(situations.map(\.cause.name)), \(situations.map(\.firing)),
                \(situations.map(\.memberCount)), \(situations.map(\.group)), \(situations.map(\.survivor)),
                \(situations.map(\.exceeds?.id)), \(situations.map(\.openedAt)), \(situations.map(\.clearedAt)),
                \(try situations.map { try RecordColumn.encode($0) })
            ) AS s (
                id, version, number, state, severity, severity_rank, summary, cause_item, cause_name, firing, members,
                group_key, survivor, exceeded_change, opened_at, cleared_at, record)
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, severity = excluded.severity,
                severity_rank = excluded.severity_rank, summary = excluded.summary, cause_item = excluded.cause_item,
                cause_name = excluded.cause_name, services = excluded.services, firing = excluded.firing,
                members = excluded.members, survivor = excluded.survivor, exceeded_change = excluded.exceeded_change,
                cleared_at = excluded.cleared_at, record = excluded.record, turn = excluded.turn
            """)
        try MemberStore().save(situations, in: tx)
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
