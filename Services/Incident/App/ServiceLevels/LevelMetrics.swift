import Chassis
import Foundation
import IncidentDomain
import Metrics
import Postgres

/// What operators watch of incidents and their clocks.
enum LevelMetrics {
    static let gauges: [StandingGauge] =
        (1...5).map { priority in
            StandingGauge(
                "dienst_incidents_open", labels: [("priority", "\(priority)")],
                sql: """
                    SELECT count(*)::float8 AS value FROM incident
                    WHERE state NOT IN ('resolved', 'closed', 'cancelled') AND priority = \(priority)
                    """)
        }
        + ["open", "breached"].map { outcome in
            StandingGauge(
                "dienst_clocks_live", labels: [("outcome", outcome)],
                sql: """
                    SELECT count(*)::float8 AS value FROM incident_clock
                    WHERE state IN ('running', 'paused') AND outcome = \(outcome)
                    """)
        }

    /// How long after its instant a threshold was noticed: `dienst_threshold_lateness_seconds`, a histogram. What a change reached
    /// back to was never waited for and does not count.
    static func note(_ noticed: [ThresholdPassing], at now: Date, in tx: Transaction) {
        let lateness = noticed.filter { !$0.retroactive }.map { now.timeIntervalSince($0.passedAt) }
        guard !lateness.isEmpty else { return }
        tx.afterCommit {
            let timer = Metrics.Timer(label: "dienst_threshold_lateness")
            for seconds in lateness { timer.recordNanoseconds(Int64(max(0, seconds) * 1e9)) }
        }
    }
}
