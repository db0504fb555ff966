import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// How business services were, from when until when, in the table `health_period`: the outage ledger.
struct HealthPeriods {
    /// What a service is found to be ends what it was.
    func begin(
        _ found: ServiceHealth.Assessment, share: Double, of service: UUID, in tx: Transaction
    ) throws {
        let now = try tx.now
        try tx.execute(
            "UPDATE health_period SET until = \(now) WHERE service = \(service) AND until IS NULL AND since < \(now)")
        try tx.execute(
            """
            INSERT INTO health_period (service, since, health, share, causes, because)
            VALUES (\(service), \(now), \(found.health), \(share), \(found.causes), \(found.why.because))
            ON CONFLICT (service, since) DO UPDATE SET
                health = excluded.health, share = excluded.share, causes = excluded.causes, because = excluded.because,
                until = NULL
            """)
    }

    /// What was so at any time from one instant until another, oldest first.
    func between(
        _ from: Date, _ until: Date, of service: UUID, limit: Int, in tx: Transaction
    ) throws -> [HealthPeriod] {
        try tx.query(
            """
            SELECT since, until, health, share, causes, because FROM health_period
            WHERE service = \(service) AND since < \(until) AND (until IS NULL OR until > \(from))
            ORDER BY since LIMIT \(limit)
            """, period)
    }

    /// The same of several services; the limit is for all of them together.
    func between(
        _ from: Date, _ until: Date, of services: [UUID], limit: Int, in tx: Transaction
    ) throws -> [UUID: [HealthPeriod]] {
        let found = try tx.query(
            """
            SELECT service, since, until, health, share, causes, because FROM health_period
            WHERE service = ANY(\(services)) AND since < \(until) AND (until IS NULL OR until > \(from))
            ORDER BY service, since LIMIT \(limit)
            """
        ) { row in (service: try row.value("service") as UUID, period: try period(row)) }
        return Dictionary(grouping: found, by: \.service).mapValues { $0.map(\.period) }
    }

    /// What it was at an instant; nil before anything was known.
    func at(_ instant: Date, of service: UUID, in tx: Transaction) throws -> HealthPeriod? {
        try tx.first(
            """
            SELECT since, until, health, share, causes, because FROM health_period
            WHERE service = \(service) AND since <= \(instant) ORDER BY since DESC LIMIT 1
            """, period)
    }

    private func period(_ row: Row) throws -> HealthPeriod {
        HealthPeriod(
            since: try row.value("since"), until: try row.value("until"), health: try row.value("health"),
            share: try row.value("share"), causes: try row.value("causes"), because: try row.value("because"))
    }
}
