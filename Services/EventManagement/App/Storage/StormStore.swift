import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Storms in the table `storm`.
struct StormStore: RecordTable {
    static let table = "storm"

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Storm> {
        let found = try tx.first("SELECT version, record FROM storm WHERE id = \(id)", Self.kept)
        guard let found else { throw NotFound(Storm.kind, id.uuidString.lowercased()) }
        return found
    }

    func raging(in tx: Transaction) throws -> [Storm] {
        try tx.query("SELECT version, record FROM storm WHERE state = 'raging' ORDER BY began_at, id") {
            try Self.kept($0).record
        }
    }

    func save(_ kept: Kept<Storm>, in tx: Transaction) throws {
        let storm = kept.record
        try tx.execute(
            """
            INSERT INTO storm (id, version, state, integration, began_at, ended_at, record)
            VALUES (
                \(storm.id), \(kept.version), \(storm.state), \(storm.onset.integration), \(storm.beganAt),
                \(storm.endedAt), \(try RecordColumn.encode(storm))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, ended_at = excluded.ended_at,
                record = excluded.record
            """)
    }

    /// Whoever looks asks for it; situations say what it holds.
    func announcement(of kept: Kept<Storm>, facts: [String], in tx: Transaction) throws -> (any Announcement)? { nil }
}

/// How many new alerts came when, in the table `alert_rate`: a row for each ten seconds and integration, for two hours.
struct AlertRates {
    /// Stands for all integrations together.
    static let all = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    private static let width: TimeInterval = 10

    struct Rate {
        let scope: UUID
        /// New alerts of the last minute.
        let recent: Int
        /// New alerts a minute in the hour before that.
        let baseline: Double
    }

    func add(_ counts: [UUID: Int], at now: Date, in tx: Transaction) throws {
        let width = Self.width
        let bucket = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / width).rounded(.down) * width)
        let scopes = counts.keys.sorted()
        try tx.execute("DELETE FROM alert_rate WHERE bucket < \(now - 7200)")
        try tx.execute(
            """
            INSERT INTO alert_rate (scope, bucket, alerts)
            SELECT r.scope, \(bucket), r.alerts FROM unnest(\(scopes), \(scopes.map { counts[$0] ?? 0 })) AS r (scope, alerts)
            ON CONFLICT (scope, bucket) DO UPDATE SET alerts = alert_rate.alerts + excluded.alerts
            """)
    }

    func rates(of scopes: [UUID], at now: Date, in tx: Transaction) throws -> [Rate] {
        try tx.query(
            """
            SELECT scope, coalesce(sum(alerts) FILTER (WHERE bucket > \(now - 60)), 0)::integer AS recent,
                coalesce(sum(alerts) FILTER (WHERE bucket <= \(now - 60)), 0)::float8 / 60 AS baseline
            FROM alert_rate WHERE scope = ANY(\(scopes)) AND bucket > \(now - 3660) GROUP BY scope
            """
        ) {
            Rate(
                scope: try $0.value("scope"), recent: try $0.value("recent"), baseline: try $0.value("baseline"))
        }
    }

    func counts(of scope: UUID, since instant: Date, in tx: Transaction) throws -> [StormRule.Count] {
        try tx.query(
            "SELECT bucket, alerts FROM alert_rate WHERE scope = \(scope) AND bucket > \(instant) ORDER BY bucket"
        ) { StormRule.Count(at: try $0.value("bucket"), alerts: try $0.value("alerts")) }
    }
}
