import Chassis
import Contracts
import DeskDomain
import Foundation
import Postgres
import Records

/// From an instant until before another.
struct ContactPeriod: Sendable {
    private static let standard: TimeInterval = 30 * 86_400
    private static let longest: TimeInterval = 800 * 86_400

    let from: Date
    let until: Date

    /// Throws `Invalid` for a period that makes no sense.
    init(_ query: Query, now: Date) throws(Invalid) {
        let now = WireTime.truncated(now)
        until = min(query.date("until") ?? now, now)
        from = query.date("from") ?? until.addingTimeInterval(-Self.standard)
        guard from < until, until.timeIntervalSince(from) <= Self.longest else {
            throw Invalid("Give a period of at most 800 days.", field: "until", code: "period")
        }
    }

    private init(from: Date, until: Date) {
        self.from = from
        self.until = until
    }

    /// The period before, which is as long.
    var before: ContactPeriod {
        ContactPeriod(from: from.addingTimeInterval(-until.timeIntervalSince(from)), until: from)
    }
}

/// Counts figures of contacts and lists the records behind them, both from the same rows.
struct ReadContacts: Sendable {
    enum Grouping: String, Codable, CaseIterable, Sendable {
        case channel, service, customer, kind

        fileprivate var key: SQL {
            switch self {
            case .channel: "c.channel"
            case .service: "c.service::text"
            case .customer: "record_head.organisation::text"
            case .kind: "c.kind"
            }
        }
    }

    struct Numbers: Sendable {
        /// Nil for all together, and in a breakdown for those without.
        let key: String?
        let count: Int
        let mean: Double?
    }

    static let mostRows = 1000
    private static let mostGroups = 200

    static let parameters = [
        QueryParameter("from", .date, "From this instant; thirty days before the end if left out"),
        QueryParameter("until", .date, "Until before this instant; now if left out"),
        QueryParameter("service", .uuid, "Only about these services", isList: true),
        QueryParameter("customer", .uuid, "Only from people of these customers", isList: true),
        QueryParameter("channel", .oneOf(ContactChannel.self), "Only by this way"),
    ]

    private let conditions: SQL

    /// What this reader may see, and of it what the query asks for.
    init(_ query: Query, for reader: Principal) {
        var conditions: [SQL] = [RecordSight.condition(for: reader) ?? "TRUE"]
        let ids = { (name: String) in query.list(name).compactMap { UUID(uuidString: $0) } }
        if !ids("service").isEmpty { conditions.append("c.service = ANY(\(ids("service")))") }
        if !ids("customer").isEmpty { conditions.append("record_head.organisation = ANY(\(ids("customer")))") }
        if let channel = query.word("channel", as: ContactChannel.self) { conditions.append("c.channel = \(channel)") }
        self.conditions = conditions.map { "(\($0))" }.joined(separator: " AND ")
    }

    /// All together, or the largest groups of a breakdown.
    func numbers(
        _ figure: ContactFigure, _ period: ContactPeriod, by grouping: Grouping? = nil, in tx: Transaction
    ) throws -> [Numbers] {
        try tx.query(
            """
            SELECT key, count(*) AS count, avg(value)::float8 AS mean
            FROM (SELECT \(grouping?.key ?? "NULL::text") AS key, (\(figure.value))::float8 AS value
                \(source(period))) AS rows
            GROUP BY key ORDER BY count(*) DESC, key LIMIT \(Self.mostGroups)
            """
        ) { Numbers(key: try $0.value("key"), count: try $0.value("count"), mean: try $0.value("mean")) }
    }

    /// One page, in the order of their keys.
    func records(
        _ figure: ContactFigure, _ period: ContactPeriod, isSo: Bool?, after: String?, limit: Int, in tx: Transaction
    ) throws -> (items: [ContactRecord], next: String?) {
        let rows = try tx.query(
            """
            SELECT * FROM (
                SELECT concat_ws(' ', c.kind, c.id) COLLATE "C" AS place, (\(figure.value))::float8 AS value, c.kind, c.id,
                    c.number, c.summary, c.channel, c.contacted_at, record_head.state
                \(source(period))
            ) AS rows
            WHERE (\(after) IS NULL OR place > \(after))
                AND (\(isSo) IS NULL OR \(figure.unit == .share) AND (value = 1) = \(isSo))
            ORDER BY place LIMIT \(limit + 1)
            """
        ) { row in (place: try row.value("place") as String, record: try ContactRecord(row, figure)) }
        let page = rows.prefix(limit)
        return (page.map(\.record), rows.count > limit ? page.last?.place : nil)
    }

    private func source(_ period: ContactPeriod) -> SQL {
        """
        FROM person_contact AS c JOIN record_head ON record_head.kind = c.kind AND record_head.id = c.id
        WHERE c.contacted_at >= \(period.from) AND c.contacted_at < \(period.until) AND \(conditions)
        """
    }
}
