import Foundation
import Postgres
import Records

/// Counts figures and lists the records behind them, both from the same rows.
struct ReadFigures: Sendable {
    /// What a figure can be broken down by. An incident that hurts two services counts for both.
    enum Grouping: String, Codable, CaseIterable, Sendable {
        case service, team, priority, customer
        /// When it was opened, in the zone of the report: `1-08` is Monday from eight until nine.
        case hour
        /// Of clocks only.
        case measure, target, policy, reason

        var isOfClocks: Bool {
            switch self {
            case .service, .team, .priority, .customer, .hour: false
            case .measure, .target, .policy, .reason: true
            }
        }

        fileprivate func key(of source: Figure.Source, in scope: ReportScope) -> SQL {
            switch self {
            case .service: "unnest(CASE WHEN services = '{}' THEN ARRAY[NULL]::uuid[] ELSE services END)::text"
            case .team: Self.team(source)
            case .hour: scope.openingHour
            case .priority: "priority::text"
            case .customer: "organisation::text"
            case .measure: "c.measure"
            case .target: "c.target"
            case .policy: "concat_ws(' ', c.policy, c.policy_version)"
            case .reason: source == .pause ? "p.reason" : "b.code"
            }
        }

        /// Who had it then, where that is what the rows are about; else who has it.
        private static func team(_ source: Figure.Source) -> SQL {
            switch source {
            case .incident: "team::text"
            case .clock, .pause: "coalesce(c.subject, team)::text"
            case .stint: "s.holder"
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
        /// Standard deviation; nil for fewer than two.
        let deviation: Double?
    }

    static let mostGroups = 200
    static let mostRows = 1000

    let scope: ReportScope

    /// All together, or the largest groups of a breakdown.
    func numbers(_ figure: Figure, by grouping: Grouping? = nil, in tx: Transaction) throws -> [Numbers] {
        let key = grouping?.key(of: figure.source, in: scope) ?? "NULL::text"
        return try tx.query(
            """
            SELECT key, count(*) AS count, avg(value)::float8 AS mean,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY value) AS p90, stddev_samp(value)::float8 AS deviation
            FROM (SELECT \(key) AS key, (\(figure.value(scope.period)))::float8 AS value \(source(of: figure))) AS rows
            GROUP BY key ORDER BY count(*) DESC, key LIMIT \(Self.mostGroups)
            """
        ) { row in
            Numbers(
                key: try row.value("key"), count: try row.value("count"), mean: try row.value("mean"),
                median: try row.value("median"), p90: try row.value("p90"), deviation: try row.value("deviation"))
        }
    }

    /// The records behind a figure, one page in the order of their keys.
    /// - Parameter isSo: of a share, only those that are so, or only those that are not.
    func records(
        _ figure: Figure, isSo: Bool? = nil, after: String? = nil, limit: Int = mostRows, in tx: Transaction
    ) throws -> (items: [ReportRecord], next: String?) {
        let (place, columns) = Self.columns(of: figure.source)
        let rows = try tx.query(
            """
            SELECT * FROM (
                SELECT \(place) COLLATE "C" AS place, (\(figure.value(scope.period)))::float8 AS value, l.id, l.number,
                    l.summary, l.priority, l.state AS incident_state, l.opened_at, l.resolved_at, \(columns)
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

    /// Where a row stands in the order of all, and what is told of it beside its incident.
    private static func columns(of source: Figure.Source) -> (place: SQL, columns: SQL) {
        let clock: SQL = source.hasClocks ? "c.kind, c.measure, c.target, c.run, c.due_at" : noClock
        let place: SQL = "concat_ws(' ', l.id, c.kind, c.measure, c.run, c.target)"
        let nothing: SQL = "NULL::text AS code, NULL::boolean AS excusable, NULL::text AS note"
        let noTime: SQL = "NULL::text AS holder, NULL::timestamptz AS began_at, NULL::timestamptz AS ended_at"
        return switch source {
        case .incident: ("l.id::text", "\(clock), \(nothing), \(noTime)")
        case .clock: (place, "\(clock), b.code, b.excusable, b.note, \(noTime)")
        case .pause:
            (
                "concat_ws(' ', \(place), p.began_at)",
                "\(clock), \(nothing), p.reason AS holder, p.began_at, p.ended_at"
            )
        case .stint: ("concat_ws(' ', l.id, s.began_at)", "\(clock), \(nothing), s.holder, s.began_at, s.ended_at")
        }
    }

    private static let noClock: SQL = """
        NULL::text AS kind, NULL::text AS measure, NULL::text AS target, NULL::int AS run, NULL::timestamptz AS due_at
        """

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
        case .pause:
            """
            FROM incident_life AS l JOIN incident_clock AS c ON c.incident = l.id
            JOIN incident_pause AS p ON (p.incident, p.kind, p.measure, p.target, p.run)
                = (c.incident, c.kind, c.measure, c.target, c.run)
            WHERE (\(condition)) AND \(scope.incidents) AND \(scope.clocks)
            """
        case .stint:
            """
            FROM incident_life AS l CROSS JOIN LATERAL (\(Self.stints)) AS s
            WHERE s.holder IS NOT NULL AND opened_at < \(scope.period.until)
                AND (left_at IS NULL OR left_at >= \(scope.period.from)) AND (\(condition)) AND \(scope.incidents)
            """
        }
    }

    /// From each time that an incident came to a team, or to none by being resolved or cancelled, until the next such time.
    private static let stints: SQL = """
        SELECT holder, at AS began_at, lead(at) OVER (ORDER BY sequence) AS ended_at FROM (
            SELECT sequence, at, holder, lag(holder) OVER (ORDER BY sequence) AS giver FROM (
                SELECT j.sequence, j.at, lower(CASE j.name
                    WHEN 'assigned' THEN j.fact -> 'assigned' ->> 'team'
                    WHEN 'reopened' THEN (
                        SELECT e.fact -> 'assigned' ->> 'team' FROM journal AS e
                        WHERE e.record = l.id AND e.name = 'assigned' AND e.sequence < j.sequence
                        ORDER BY e.sequence DESC LIMIT 1)
                    END) AS holder
                FROM journal AS j
                WHERE j.record = l.id AND j.name IN ('assigned', 'resolved', 'reopened', 'cancelled')
            ) AS moves
        ) AS turns WHERE (holder = giver) IS NOT TRUE AND coalesce(holder, giver) IS NOT NULL
        """
}
