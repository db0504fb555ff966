import Foundation
import Records

/// How a period is cut for a trend: by the days, weeks (from Monday) or months of a zone.
package enum ReportStep: String, Codable, CaseIterable, Sendable {
    case day, week, month

    /// The pieces of a period, oldest first, each until before the next; the first and the last may be parts of a step.
    /// Throws `Invalid` when there would be more than `most`.
    package func pieces(
        from: Date, until: Date, zone: ZoneOffsets, atMost most: Int = 100
    ) throws(Invalid) -> [(from: Date, until: Date)] {
        var pieces: [(from: Date, until: Date)] = []
        var (start, day) = (from, first(of: CalendarDay(of: from, in: zone)))
        while start < until {
            guard pieces.count < most else {
                throw Invalid("At most \(most) steps: take a shorter period or longer steps.", field: "step")
            }
            day = next(after: day)
            let end = min(day.beginning(in: zone), until)
            if end > start { pieces.append((start, end)) }
            start = max(start, end)
        }
        return pieces
    }

    private func first(of day: CalendarDay) -> CalendarDay {
        switch self {
        case .day: day
        case .week: CalendarDay(number: day.number - day.weekday.index)
        case .month: CalendarDay(number: day.number - day.parts.day + 1)
        }
    }

    private func next(after day: CalendarDay) -> CalendarDay {
        switch self {
        case .day: CalendarDay(number: day.number + 1)
        case .week: CalendarDay(number: day.number + 7)
        case .month: first(of: CalendarDay(number: day.number + 31))
        }
    }
}
