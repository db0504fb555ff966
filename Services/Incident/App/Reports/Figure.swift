import Foundation
import Postgres

/// A number of a report: what it says in words and as a formula, and which records it is made of. The one place where it is defined.
///
/// Each has a row per record behind it, so that counting those rows gives the number.
struct Figure: Sendable {
    enum Unit: String, Codable, CaseIterable, Sendable {
        /// How many records.
        case count
        /// A duration of each record: mean, median and the one that nine of ten stay below.
        case seconds
        /// Which part of the records is so, from 0 to 1.
        case share
    }

    /// What a row stands for.
    enum Source: Sendable {
        case incident, clock
        /// A time in which a clock was held.
        case pause
        /// A time in which a team had an incident.
        case stint

        /// Whether each row belongs to a clock, too.
        var hasClocks: Bool { self == .clock || self == .pause }
    }

    /// What of a period it tells, and so what it can be compared with.
    enum Time: Sendable {
        /// What happened in it.
        case period
        /// What stood at its end.
        case end
        /// What stands now, whatever the period: it has none before.
        case now
    }

    let id: String
    let unit: Unit
    let source: Source
    let time: Time
    let text: String
    let formula: String
    /// Grows whenever the number would come out differently.
    let version: Int
    /// Which records count, of those that the report is about.
    let condition: @Sendable (ReportPeriod) -> SQL
    /// What each has: seconds, or 1 and 0 for a share.
    let value: @Sendable (ReportPeriod) -> SQL

    init(
        _ id: String, _ unit: Unit, of source: Source = .incident, at time: Time = .period, _ text: String,
        formula: String, version: Int = 1,
        value: @escaping @Sendable (ReportPeriod) -> SQL = { _ in "1" },
        where condition: @escaping @Sendable (ReportPeriod) -> SQL
    ) {
        self.id = id
        self.unit = unit
        self.source = source
        self.time = time
        self.text = text
        self.formula = formula
        self.version = version
        self.condition = condition
        self.value = value
    }

    static let all = volume + ages + durations + quality + promises + flow + risks

    static func named(_ id: String) -> Figure? { all.first { $0.id == id } }

    static func seconds(_ from: SQL, _ until: SQL) -> SQL {
        "greatest(0, extract(epoch FROM \(until) - \(from)))::float8"
    }
}

extension ReportPeriod {
    func holds(_ instant: SQL) -> SQL { "\(instant) >= \(from) AND \(instant) < \(until)" }

    /// Open when the period ends.
    var backlog: SQL { "opened_at < \(until) AND (left_at IS NULL OR left_at >= \(until))" }
}
