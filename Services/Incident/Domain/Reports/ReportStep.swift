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
        var (start, day) = (from, first(of: Self.day(of: from, in: zone)))
        while start < until {
            guard pieces.count < most else {
                throw Invalid("At most \(most) steps: take a shorter period or longer steps.", field: "step")
            }
            day = next(after: day)
            let end = min(Self.beginning(of: day, in: zone), until)
            if end > start { pieces.append((start, end)) }
            start = max(start, end)
        }
        return pieces
    }

    /// A month of a zone such as `2026-11`; nil when there is no such month.
    package static func month(_ text: String, in zone: ZoneOffsets) -> (from: Date, until: Date)? {
        guard let day = CalendarDay("\(text)-01") else { return nil }
        return (beginning(of: day, in: zone), beginning(of: ReportStep.month.next(after: day), in: zone))
    }

    /// So many months before this first of a month.
    package static func month(_ months: Int, before text: String) -> String? {
        guard let day = CalendarDay("\(text)-01") else { return nil }
        let (year, month, _) = day.parts
        let count = year * 12 + month - 1 - months
        return CalendarDay(count / 12, count % 12 + 1, 1).map { String($0.description.prefix(7)) }
    }

    private static func day(of instant: Date, in zone: ZoneOffsets) -> CalendarDay {
        let second = Int(instant.timeIntervalSince1970.rounded(.down))
        return CalendarDay(number: Int((Double(second + zone.offset(at: second)) / 86_400).rounded(.down)))
    }

    private static func beginning(of day: CalendarDay, in zone: ZoneOffsets) -> Date {
        Date(timeIntervalSince1970: Double(zone.first(showing: day.number * 86_400)))
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
