import DeskDomain
import Foundation
import Postgres
import Records

/// How somebody got in touch.
enum ContactChannel: String, Codable, CaseIterable, Sendable {
    case phone, portal
    /// An agent wrote it down for them.
    case desk
}

/// A number with everything it takes to believe it.
struct ContactFigureView: Codable, Sendable {
    /// What a number means. The version grows whenever it would come out differently.
    struct Definition: Codable, Sendable {
        let id: String
        let unit: ContactFigure.Unit
        let text: String
        let formula: String
        let version: Int

        init(_ figure: ContactFigure) {
            (id, unit, text, formula) = (figure.id, figure.unit, figure.text, figure.formula)
            version = figure.version
        }
    }

    struct Group: Codable, Sendable {
        /// A service or customer by its id, else a word; nil for those without.
        let key: String?
        let name: String?
        let count: Int
        let value: Double?
    }

    /// The same figure of the period before, which is as long.
    struct Earlier: Codable, Sendable {
        let from: Date
        let until: Date
        let count: Int
        let value: Double?
        /// This period − the earlier one, with 95 % confidence; missing for too few records.
        let difference: FigureDifference?
    }

    let id: String
    let unit: ContactFigure.Unit
    let definition: Definition
    /// How many contacts are behind it.
    let count: Int
    /// The count, or the share from 0 to 1; nil for a share of none.
    let value: Double?
    /// Where exactly the records behind it are listed.
    let records: String
    /// The largest first, at most two hundred; nil when it was not broken down.
    let groups: [Group]?
    let earlier: Earlier
}

struct ContactFiguresAnswer: Codable, Sendable {
    let at: Date
    let from: Date
    let until: Date
    let figures: [ContactFigureView]
}

/// A contact behind a number.
struct ContactRecord: Codable, Sendable {
    let kind: RecordKind
    let id: UUID
    let number: String
    let summary: String
    let channel: ContactChannel
    let state: String
    let openedAt: Date
    /// 1 or 0 of a share; nil where records are only counted.
    let value: Double?

    init(_ row: Row, _ figure: ContactFigure) throws {
        kind = try row.value("kind")
        id = try row.value("id")
        number = try row.value("number")
        summary = try row.value("summary")
        channel = try row.value("channel")
        state = try row.value("state")
        openedAt = try row.value("contacted_at")
        value = figure.unit == .count ? nil : try row.value("value")
    }
}

struct ContactRecordsAnswer: Codable, Sendable {
    let definition: ContactFigureView.Definition
    let items: [ContactRecord]
    /// Where the next page begins.
    let next: String?
}
