import Chassis
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// A calendar that nobody has saved yet, and from when on to look at it.
struct CalendarPreviewBody: Codable, Sendable {
    let zone: String
    let weeks: [CalendarContent.Week]
    let holidays: [CalendarContent.Holiday]?
    let exceptions: [CalendarContent.Exception]?
    /// Now if left out.
    let from: Date?
}

/// When a calendar is open next, by the same rules as all clocks.
struct CalendarPreviewAnswer: Codable, Sendable {
    struct Opening: Codable, Sendable {
        let from: Date
        let until: Date
    }

    let from: Date
    let isOpen: Bool
    /// The first forty within a year.
    let openings: [Opening]
    /// The edition of the time zone data.
    let zoneData: String
}

struct CalendarPreview: Sendable {
    private static let most = 40
    private static let ahead = 366 * 86_400_000

    let database: Database

    func add(to api: inout API) {
        api.post(
            "/api/v1/calendars/preview", "When a calendar would be open next, without saving it",
            for: .may(.configurationRead), accepts: CalendarPreviewBody.self, answers: CalendarPreviewAnswer.self
        ) { _, body in
            let content = CalendarContent(
                zone: body.zone, weeks: body.weeks, holidays: body.holidays ?? [], exceptions: body.exceptions ?? [])
            let hours = try OpenHours(BusinessCalendar(content))
            let from = try await database.transaction { tx in try body.from ?? tx.now }
            let start = from.milliseconds
            let openings = Self.joined(hours.intervals(from: start, to: start + Self.ahead)).prefix(Self.most)
            return .ok(
                CalendarPreviewAnswer(
                    from: from, isOpen: hours.isOpen(at: start),
                    openings: openings.map { opening in
                        CalendarPreviewAnswer.Opening(
                            from: Date(milliseconds: opening.lowerBound), until: Date(milliseconds: opening.upperBound))
                    }, zoneData: ZoneOffsets.dataVersion))
        }
    }

    /// A calendar is laid out year by year: what goes on over midnight of a year's end is one opening.
    private static func joined(_ intervals: [Range<Int>]) -> [Range<Int>] {
        intervals.reduce(into: []) { all, next in
            if let last = all.last, last.upperBound == next.lowerBound {
                all[all.count - 1] = last.lowerBound..<next.upperBound
            } else {
                all.append(next)
            }
        }
    }
}
