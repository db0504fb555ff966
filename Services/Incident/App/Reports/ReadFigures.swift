import Foundation
import Postgres
import Records

/// Counts figures and lists the records behind them, both from the same rows.
struct ReadFigures: Sendable {
    /// What a figure can be broken down by. An incident that hurts two services counts for both.
    enum Grouping: String, Codable, CaseIterable, Sendable {
        case service, team, priority, customer
        /// Of clocks only.
        case measure, target, policy, reason

        var isOfClocks: Bool {
            switch self {
            case .service, .team, .priority, .customer: false
            case .measure, .target, .policy, .reason: true
            }
        }

        fileprivate var key: SQL {
            switch self {
            case .service: "unnest(CASE WHEN services = '{}' THEN ARRAY[NULL]::uuid[] ELSE services END)::text"
            case .team: "team::text"
            case .priority: "priority::text"
            case .customer: "organisation::text"
            case .measure: "c.measure"
            case .target: "c.target"
            case .policy: "concat_ws(' ', c.policy, c.policy_version)"
            case .reason: "b.code"
            }
        }
    }

    struct Numbers: Sendable {
        /// Nil for all together, and in a breakdown for those without.
        let key: String?
        let count: Int
        let mean: Double?
        let median: Double?
        let p90: Double?
    }

    static let mostGroups = 200
    static let mostRows = 1000

    let scope: ReportScope

    /// All together, or the largest groups of a breakdown.
    func numbers(_ figure: Figure, by grouping: Grouping? = nil, in tx: Transaction) throws -> [Numbers] {
        let key = grouping?.key ?? "NULL::text"
        return try tx.query(
            """
            SELECT key, count(*) AS count, avg(value)::float8 AS mean,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY value) AS p90
            FROM (SELECT \(key) AS key, (\(figure.value(scope.period)))::float8 AS value \(source(of: figure))) AS rows
            GROUP BY key ORDER BY count(*) DESC, key LIMIT \(Self.mostGroups)
            """
        ) { row in
            Numbers(
                key: try row.value("key"), count: try row.value("count"), mean: try row.value("mean"),
                median: try row.value("median"), p90: try row.value("p90"))
        }
    }

    /// The records behind a figure, one page in the order of their keys.
    /// - Parameter isSo: of a share, only those that are so, or only those that are not.
    func records(
        _ figure: Figure, isSo: Bool? = nil, after: String? = nil, limit: Int = mostRows, in tx: Transaction
    ) throws -> (items: [ReportRecord], next: String?) {
        let place: SQL =
            figure.source == .clock
            ? "concat_ws(' ', l.id, c.kind, c.measure, c.run, c.target)" : "l.id::text"
        let clock: SQL =
            figure.source == .clock
            ? """
            c.kind, c.measure, c.target, c.run, c.due_at, b.code, b.excusable, b.note
            """
            : """
            NULL::text AS kind, NULL::text AS measure, NULL::text AS target, NULL::int AS run,
            NULL::timestamptz AS due_at, NULL::text AS code, NULL::boolean AS excusable, NULL::text AS note
            """
        let rows = try tx.query(
            """
            SELECT * FROM (
                SELECT \(place) COLLATE "C" AS place, (\(figure.value(scope.period)))::float8 AS value, l.id, l.number,
                    l.summary, l.priority, l.state AS incident_state, l.opened_at, l.resolved_at, \(clock)
                \(source(of: figure))
            ) AS rows
            WHERE (\(after) IS NULL OR place > \(after))
                AND (\(isSo) IS NULL OR \(figure.unit == .share) AND (value = 1) = \(isSo))
            ORDER BY place LIMIT \(limit + 1)
            """
        ) { row in (place: try row.value("place") as String, record: try ReportRecord(row, figure)) }
        let page = rows.prefix(limit)
        return (page.map(\.record), rows.count > limit ? page.last?.place : nil)
    }

    private func source(of figure: Figure) -> SQL {
        let condition = figure.condition(scope.period)
        return switch figure.source {
        case .incident: "FROM incident_life AS l WHERE (\(condition)) AND \(scope.incidents)"
        case .clock:
            """
            FROM incident_life AS l JOIN incident_clock AS c ON c.incident = l.id
            LEFT JOIN breach_reason AS b ON (b.incident, b.kind, b.measure, b.target, b.run)
                = (c.incident, c.kind, c.measure, c.target, c.run)
            WHERE (\(condition)) AND \(scope.incidents) AND \(scope.clocks)
            """
        }
    }
}
