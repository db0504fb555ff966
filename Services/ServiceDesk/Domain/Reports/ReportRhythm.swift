import Foundation
import Records

/// How often a report is mailed: at eight in the morning of a zone, about the day, week or month that has just ended.
package enum ReportRhythm: String, Codable, CaseIterable, Sendable {
    case daily, weekly, monthly

    /// From a day until before another.
    package struct Period: Equatable, Sendable {
        package let from: CalendarDay
        package let until: CalendarDay

        /// `2026-11-21`, `2026-11-16 – 2026-11-22`, `2026-11`.
        package func text(_ rhythm: ReportRhythm) -> String {
            switch rhythm {
            case .daily: from.description
            case .weekly: "\(from) – \(CalendarDay(number: until.number - 1))"
            case .monthly: String(from.description.prefix(7))
            }
        }
    }

    private static let hour = 8

    /// The first morning after an instant on which a period has just ended.
    package func next(after instant: Date, in zone: ZoneOffsets) -> Date {
        let today = CalendarDay(of: instant, in: zone)
        let candidates = [start(of: today), following(start(of: today))].map { Self.morning(of: $0, in: zone) }
        return candidates.first { $0 > instant } ?? candidates[1]
    }

    /// The last period that had ended at an instant.
    package func ended(at instant: Date, in zone: ZoneOffsets) -> Period {
        let until = start(of: CalendarDay(of: instant, in: zone))
        return Period(from: start(of: CalendarDay(number: until.number - 1)), until: until)
    }

    private static func morning(of day: CalendarDay, in zone: ZoneOffsets) -> Date {
        Date(timeIntervalSince1970: Double(zone.first(showing: day.number * 86_400 + hour * 3_600)))
    }

    /// The day on which the period that holds a day begins.
    private func start(of day: CalendarDay) -> CalendarDay {
        switch self {
        case .daily: day
        case .weekly: CalendarDay(number: day.number - day.weekday.index)
        case .monthly: CalendarDay(number: day.number - day.parts.day + 1)
        }
    }

    private func following(_ start: CalendarDay) -> CalendarDay {
        switch self {
        case .daily: CalendarDay(number: start.number + 1)
        case .weekly: CalendarDay(number: start.number + 7)
        case .monthly: self.start(of: CalendarDay(number: start.number + 31))
        }
    }
}
