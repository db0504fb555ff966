import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Open incidents by how likely their service levels are to be missed.
struct ForecastAnswer: Codable, Sendable {
    struct Item: Codable, Sendable {
        let incident: UUID
        let number: String
        let summary: String
        let priority: Int
        let measure: ServiceLevelTarget.Measure
        let target: String
        /// Nil while it is paused.
        let dueAt: Date?
        /// Seconds of open time.
        let remaining: Double
        let forecast: BreachForecast
    }

    /// How good the forecasts were that were written down when a clock passed its first threshold.
    struct Score: Codable, Sendable {
        let count: Int
        /// The mean square error: 0 is perfect.
        let brier: Double?
        /// That of always saying how often they were missed.
        let usual: Double?
    }

    let at: Date
    let items: [Item]
    let score: Score
}

struct ForecastRoutes: Sendable {
    /// The incidents that are due first, and so many of them.
    private static let most = 200

    let incidents: Incidents
    let database: Database

    func add(to api: inout API) {
        api.get(
            "/api/v1/incident/service-level-forecast", "Which open incidents are likely to miss what was promised",
            for: .may(.incidentsWork), answers: ForecastAnswer.self
        ) { call in
            let visible = Sight.incidents.visible(to: try call.principal) ?? "TRUE"
            return .ok(try await database.transaction { tx in try answer(visible, in: tx) })
        }
    }

    private func answer(_ visible: SQL, in tx: Transaction) throws -> ForecastAnswer {
        let now = try tx.now
        let open = try tx.query(
            """
            SELECT incident.version, incident.record, m.sequence, m.moments
            FROM incident JOIN incident_moments AS m ON m.incident = incident.id
            WHERE state NOT IN ('resolved', 'closed', 'cancelled') AND (due_at IS NOT NULL OR clock_paused)
                AND (\(visible))
            ORDER BY due_at NULLS LAST, incident.id LIMIT \(Self.most)
            """
        ) { row in
            (
                incident: try IncidentStore.kept(row).record,
                moments: try RecordColumn.decode(IncidentMoments.self, row.value("moments")),
                sequence: try row.value("sequence") as Int
            )
        }
        let (clocks, forecasts) = (incidents.clocks, ForecastStore())
        var items: [ForecastAnswer.Item] = []
        for (incident, moments, sequence) in open {
            let folded = FoldedMoments(incident: incident.id, sequence: sequence, moments: moments)
            let book = try clocks.versions.rulebook(for: folded.agreed, in: tx)
            for clock in try ServiceLevelClock.reading(moments.moments, by: book, at: now.milliseconds) {
                guard clock.outcome == .open, let forecast = try forecasts.forecast(of: clock, in: tx) else { continue }
                items.append(ForecastAnswer.Item(incident, clock, forecast))
            }
        }
        items.sort { ($0.forecast.probability, $1.number) > ($1.forecast.probability, $0.number) }
        let score = try forecasts.score(in: tx)
        return ForecastAnswer(
            at: now, items: items, score: .init(count: score.count, brier: score.brier, usual: score.usual))
    }
}

extension ForecastAnswer.Item {
    fileprivate init(_ incident: Incident, _ clock: ServiceLevelClock, _ forecast: BreachForecast) {
        self.init(
            incident: incident.id, number: incident.number, summary: incident.summary,
            priority: incident.priority.rawValue, measure: clock.key.measure, target: clock.key.target,
            dueAt: clock.dueAt.map(Date.init(milliseconds:)), remaining: Double(clock.remaining) / 1000,
            forecast: forecast)
    }
}
