import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Heartbeats, what pings move of them, and the latest pings.
struct HeartbeatStore: RecordStore {
    /// What was last heard of one.
    struct Hearing: Equatable, Sendable {
        var successAt: Date?
        /// Of a run that has not ended.
        var startAt: Date?
        var run: UUID?
        var tookMilliseconds: Int?
        var pings: Int
    }

    struct Ping: Sendable {
        let at: Date
        let kind: String
        let exitCode: Int?
        let run: UUID?
        let body: String
    }

    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Heartbeat>? {
        try tx.first("SELECT version, record FROM heartbeat WHERE id = \(id) FOR UPDATE", decode)
    }

    func find(ping: UUID, in tx: Transaction) throws -> Kept<Heartbeat>? {
        try tx.first("SELECT version, record FROM heartbeat WHERE ping = \(ping) FOR UPDATE", decode)
    }

    func find(slug: String, of integration: UUID, in tx: Transaction) throws -> Kept<Heartbeat>? {
        try tx.first(
            "SELECT version, record FROM heartbeat WHERE integration = \(integration) AND slug = \(slug) FOR UPDATE",
            decode)
    }

    func read(_ id: UUID, in tx: Transaction) throws -> (kept: Kept<Heartbeat>, hearing: Hearing) {
        let found = try tx.first(
            "SELECT version, record, success_at, start_at, run, took_ms, pings FROM heartbeat WHERE id = \(id)", both)
        guard let found else { throw NotFound(Heartbeat.kind, id.uuidString.lowercased()) }
        return found
    }

    func both(_ row: Row) throws -> (kept: Kept<Heartbeat>, hearing: Hearing) {
        (
            try decode(row),
            Hearing(
                successAt: try row.value("success_at"), startAt: try row.value("start_at"), run: try row.value("run"),
                tookMilliseconds: try row.value("took_ms"), pings: try row.value("pings"))
        )
    }

    func save(_ kept: Kept<Heartbeat>, in tx: Transaction) throws {
        let heartbeat = kept.record
        try tx.execute(
            """
            INSERT INTO heartbeat (id, version, integration, ping, name, slug, state, created_at, record)
            VALUES (
                \(heartbeat.id), \(kept.version), \(heartbeat.integration), \(heartbeat.ping), \(heartbeat.plan.name),
                \(heartbeat.plan.slug), \(heartbeat.state), \(heartbeat.createdAt), \(try RecordColumn.encode(heartbeat))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, name = excluded.name, slug = excluded.slug, state = excluded.state,
                record = excluded.record
            """)
    }

    func save(_ hearing: Hearing, of id: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE heartbeat SET success_at = \(hearing.successAt), start_at = \(hearing.startAt), run = \(hearing.run),
                took_ms = \(hearing.tookMilliseconds), pings = \(hearing.pings)
            WHERE id = \(id)
            """)
    }

    /// Adds a ping; the latest hundred are kept.
    func add(_ ping: Ping, to id: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO heartbeat_ping (heartbeat, at, kind, exit_code, run, body)
            VALUES (\(id), \(ping.at), \(ping.kind), \(ping.exitCode), \(ping.run), \(ping.body))
            """)
        try tx.execute(
            """
            DELETE FROM heartbeat_ping WHERE heartbeat = \(id) AND id <= (
                SELECT id FROM heartbeat_ping WHERE heartbeat = \(id) ORDER BY id DESC OFFSET 100 LIMIT 1)
            """)
    }

    func pings(of id: UUID, in tx: Transaction) throws -> [Ping] {
        try tx.query(
            """
            SELECT at, kind, exit_code, run, body FROM heartbeat_ping WHERE heartbeat = \(id) ORDER BY id DESC LIMIT 100
            """
        ) {
            Ping(
                at: try $0.value("at"), kind: try $0.value("kind"), exitCode: try $0.value("exit_code"),
                run: try $0.value("run"), body: try $0.value("body"))
        }
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Heartbeat>] {
        try tx.query(
            """
            SELECT version, record FROM heartbeat
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// What stays away is told as an alert.
    func announcement(of kept: Kept<Heartbeat>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }

    func decode(_ row: Row) throws -> Kept<Heartbeat> {
        Kept(record: try RecordColumn.decode(Heartbeat.self, row.value("record")), version: try row.value("version"))
    }
}
