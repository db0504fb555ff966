import Foundation
import IncidentDomain
import Postgres
import Records

/// A number with everything it takes to believe it.
struct FigureView: Codable, Sendable {
    struct Group: Codable, Sendable {
        /// A service, team or customer by its id, else a word; nil for those without.
        let key: String?
        let name: String?
        let count: Int
        let value: Double?
        let median: Double?
        let p90: Double?
    }

    /// The same figure of the period before, which is as long.
    struct Earlier: Codable, Sendable {
        let from: Date
        let until: Date
        let count: Int
        let value: Double?
        let median: Double?
        let p90: Double?
        /// This period − the earlier one, with 95 % confidence; missing where chance has no part in it, or too few records.
        let difference: FigureDifference?
    }

    let id: String
    let unit: Figure.Unit
    let definition: DefinitionView
    /// How many records are behind it.
    let count: Int
    /// The count, the mean in seconds, or the share from 0 to 1; nil for a mean or share of none.
    let value: Double?
    let median: Double?
    let p90: Double?
    /// Where exactly the records behind it are listed.
    let records: String
    /// The largest first, at most two hundred; nil when it was not broken down.
    let groups: [Group]?
    /// Nil when it was not asked for, and for what stands now.
    let earlier: Earlier?
}

/// What a number means. The version grows whenever it would come out differently.
struct DefinitionView: Codable, Sendable {
    let id: String
    let unit: Figure.Unit
    let text: String
    let formula: String
    let version: Int

    init(_ figure: Figure) {
        id = figure.id
        unit = figure.unit
        text = figure.text
        formula = figure.formula
        version = figure.version
    }
}

struct DefinitionsAnswer: Codable, Sendable {
    let definitions: [DefinitionView]
}

struct FiguresAnswer: Codable, Sendable {
    /// As of when it was counted.
    let at: Date
    let from: Date
    let until: Date
    let figures: [FigureView]
}

/// An incident, or one of its clocks, behind a number.
struct ReportRecord: Codable, Sendable {
    struct Clock: Codable, Sendable {
        let kind: AgreementKind
        let measure: ServiceLevelTarget.Measure
        let target: String
        let run: Int
        let dueAt: Date?
        /// Why it was missed, when somebody has said so.
        let reason: BreachReason.Code?
        let excusable: Bool?
        let note: String?
    }

    /// A time within the life of an incident.
    struct Stretch: Codable, Sendable {
        let from: Date
        /// Missing while it lasts.
        let until: Date?
        /// Of a stint.
        let team: UUID?
        /// Of a pause.
        let reason: String?
    }

    let id: UUID
    let number: String
    let summary: String
    let priority: Int
    let state: Incident.State
    let openedAt: Date
    let resolvedAt: Date?
    /// Seconds, or 1 and 0 for a share; nil where records are only counted.
    let value: Double?
    let clock: Clock?
    /// The pause or stint itself.
    let stretch: Stretch?

    init(_ row: Row, _ figure: Figure) throws {
        id = try row.value("id")
        number = try row.value("number")
        summary = try row.value("summary")
        priority = try row.value("priority")
        state = try row.value("incident_state")
        openedAt = try row.value("opened_at")
        resolvedAt = try row.value("resolved_at")
        value = figure.unit == .count ? nil : try row.value("value")
        clock = figure.source.hasClocks ? try Clock(row) : nil
        stretch = try Stretch(row, figure.source)
    }
}

extension ReportRecord.Clock {
    fileprivate init(_ row: Row) throws {
        self.init(
            kind: try row.value("kind"), measure: try row.value("measure"), target: try row.value("target"),
            run: try row.value("run"), dueAt: try row.value("due_at"), reason: try row.value("code"),
            excusable: try row.value("excusable"), note: try row.value("note"))
    }
}

extension ReportRecord.Stretch {
    /// Nil for figures whose rows are no stretches.
    fileprivate init?(_ row: Row, _ source: Figure.Source) throws {
        guard let from: Date = try row.value("began_at") else { return nil }
        let holder: String? = try row.value("holder")
        self.init(
            from: from, until: try row.value("ended_at"),
            team: source == .stint ? holder.flatMap { UUID(uuidString: $0) } : nil,
            reason: source == .pause ? holder : nil)
    }
}

struct ReportRecordsAnswer: Codable, Sendable {
    let definition: DefinitionView
    let items: [ReportRecord]
    /// Where the next page begins.
    let next: String?
}

/// A figure over time.
struct TrendAnswer: Codable, Sendable {
    struct Point: Codable, Sendable {
        let from: Date
        let until: Date
        let count: Int
        let value: Double?
        let median: Double?
        let p90: Double?
    }

    let definition: DefinitionView
    let points: [Point]
}

/// What was promised to a customer and kept, of one month, with the month before beside it.
struct MonthlyReport: Codable, Sendable {
    struct Breakdown: Codable, Sendable {
        let by: ReadFigures.Grouping
        let figure: FigureView
    }

    struct Trend: Codable, Sendable {
        let figure: String
        let points: [TrendAnswer.Point]
    }

    let at: Date
    let month: String
    let zone: String
    let from: Date
    let until: Date
    let figures: [FigureView]
    let monthBefore: [FigureView]
    let breakdowns: [Breakdown]
    /// Missed clocks with their reasons, the first thousand.
    let missed: [ReportRecord]
    let trends: [Trend]
}
