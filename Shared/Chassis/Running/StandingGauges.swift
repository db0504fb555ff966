import Foundation
import Logging
import Messaging
import Metrics
import Postgres

/// A figure that is read from the database now and then, such as how much waits.
package struct StandingGauge: Sendable {
    package let name: String
    /// Tell apart the series of one name; from closed sets only.
    package let labels: [(String, String)]
    package let read: @Sendable (Transaction) throws -> Double

    /// - Parameter name: as in the metrics, with its unit: `dienst_outbox_messages`.
    package init(
        _ name: String, labels: [(String, String)] = [], _ read: @escaping @Sendable (Transaction) throws -> Double
    ) {
        self.name = name
        self.labels = labels
        self.read = read
    }

    /// A figure that one statement answers in its column `value`.
    package init(_ name: String, labels: [(String, String)] = [], sql: SQL) {
        self.init(name, labels: labels) { tx in try tx.first(sql) { try $0.value("value") } ?? 0 }
    }
}

/// Reads the standing gauges every few seconds.
struct StandingGauges: Sendable {
    static let ofEveryService = [
        StandingGauge("dienst_outbox_messages", sql: "SELECT count(*)::float8 AS value FROM outbox"),
        StandingGauge(
            "dienst_outbox_oldest_seconds",
            sql: "SELECT coalesce(extract(epoch FROM dienst_now() - min(created_at)), 0)::float8 AS value FROM outbox"),
        StandingGauge(
            "dienst_parked_messages", sql: "SELECT count(*)::float8 AS value FROM parked_message WHERE state = 'open'"),
        StandingGauge(
            "dienst_timer_lag_seconds",
            sql:
                "SELECT greatest(0, coalesce(extract(epoch FROM dienst_now() - min(due_at)), 0))::float8 AS value FROM timer"
        ),
    ]

    let gauges: [StandingGauge]
    let database: Database

    func run() async {
        while !Task.isCancelled {
            let gauges = gauges
            // An unreachable database has its own signal: the service is not ready.
            let values = try? await database.transaction { tx in try gauges.map { ($0, try $0.read(tx)) } }
            for (gauge, value) in values ?? [] { Gauge(label: gauge.name, dimensions: gauge.labels).record(value) }
            let statistics = database.statistics
            Gauge(label: "dienst_database_connections_in_use").record(statistics.inUse)
            Gauge(label: "dienst_database_waiting").record(statistics.waiting)
            do { try await Task.sleep(for: .seconds(2)) } catch { return }
        }
    }
}
