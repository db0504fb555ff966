import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Forecasts of breach from the clocks that ended, and how good those that were written down turned out to be.
struct ForecastStore: Sendable {
    private static let most = 1000

    /// The forecast for a clock that runs or waits; nil for any other.
    func forecast(of clock: ServiceLevelClock, in tx: Transaction) throws -> BreachForecast? {
        guard clock.state == .running || clock.state == .paused else { return nil }
        return try tx.first(
            """
            SELECT count(*) AS known, count(*) FILTER (WHERE missed) AS missed,
                count(*) FILTER (WHERE elapsed >= \(clock.elapsed)) AS alike,
                count(*) FILTER (WHERE elapsed >= \(clock.elapsed) AND elapsed > \(clock.budget)) AS alike_missed
            FROM (
                SELECT elapsed, outcome = 'breached' AS missed FROM incident_clock
                WHERE kind = \(clock.key.kind) AND measure = \(clock.key.measure) AND target = \(clock.key.target)
                    AND state = 'stopped'
                ORDER BY stopped_at DESC LIMIT \(Self.most)
            ) AS ended
            """
        ) { row in
            BreachForecast(
                isOver: clock.elapsed > clock.budget, known: try row.value("known"),
                knownMissed: try row.value("missed"), alike: try row.value("alike"),
                missed: try row.value("alike_missed"))
        }
    }

    /// Writes the forecast of a clock down when it passes its first threshold, to be judged by what comes.
    func note(
        _ passed: [ThresholdPassing], _ clocks: [ServiceLevelClock], of incident: UUID, in tx: Transaction
    ) throws {
        for passing in passed where passing.threshold != ServiceLevelThreshold.breach.key && passing.cycle == 0 {
            guard let clock = clocks.first(where: { $0.key == passing.clock }), clock.outcome == .open,
                clock.crossings.first?.threshold.key == passing.threshold,
                let forecast = try forecast(of: clock, in: tx)
            else { continue }
            try tx.execute(
                """
                INSERT INTO incident_forecast (incident, kind, measure, target, run, made_at, alike, probability)
                VALUES (
                    \(incident), \(clock.key.kind), \(clock.key.measure), \(clock.key.target), \(clock.key.run),
                    \(try tx.now), \(forecast.alike), \(forecast.probability)
                )
                ON CONFLICT ON CONSTRAINT one_forecast_per_clock DO NOTHING
                """)
        }
    }

    /// Forecasts whose clocks have ended: how many, the mean square error (Brier), and that of always saying what is usual.
    func score(in tx: Transaction) throws -> (count: Int, brier: Double?, usual: Double?) {
        let found = try tx.first(
            """
            SELECT count(*) AS count, avg(power(f.probability - o.missed, 2))::float8 AS brier,
                (avg(o.missed) * (1 - avg(o.missed)))::float8 AS usual
            FROM incident_forecast AS f
            JOIN incident_clock AS c USING (incident, kind, measure, target, run)
            CROSS JOIN LATERAL (SELECT CASE c.outcome WHEN 'breached' THEN 1.0 ELSE 0.0 END AS missed) AS o
            WHERE c.state = 'stopped' AND c.outcome IN ('met', 'breached')
            """
        ) { (try $0.value("count") as Int, try $0.value("brier") as Double?, try $0.value("usual") as Double?) }
        return found ?? (0, nil, nil)
    }
}
