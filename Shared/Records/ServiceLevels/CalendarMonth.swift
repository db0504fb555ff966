import Foundation

/// A month of the calendar, such as `2026-11`.
package struct CalendarMonth: Hashable, Sendable, CustomStringConvertible {
    package let first: CalendarDay

    /// Nil unless there is such a month.
    package init?(_ text: String) {
        guard let first = CalendarDay("\(text)-01") else { return nil }
        self.first = first
    }

    /// The month that the calendar on the wall of a zone shows at an instant.
    package init(of instant: Date, in zone: ZoneOffsets) {
        let day = CalendarDay(of: instant, in: zone)
        self.init(first: CalendarDay(number: day.number - day.parts.day + 1))
    }

    private init(first: CalendarDay) {
        self.first = first
    }

    /// So many months earlier, or later when negative; nil beyond the years 1 to 9999.
    package func earlier(by months: Int) -> CalendarMonth? {
        let (year, month, _) = first.parts
        let count = year * 12 + month - 1 - months
        return CalendarDay(count / 12, count % 12 + 1, 1).map(CalendarMonth.init(first:))
    }

    /// From its first instant until before that of the next month.
    package func period(in zone: ZoneOffsets) -> (from: Date, until: Date) {
        let later = CalendarDay(number: first.number + 31)
        let next = CalendarDay(number: later.number - later.parts.day + 1)
        return (first.beginning(in: zone), next.beginning(in: zone))
    }

    package var description: String { String(first.description.prefix(7)) }
}

extension CalendarDay {
    /// The first instant that a zone counts to this day.
    package func beginning(in zone: ZoneOffsets) -> Date {
        Date(timeIntervalSince1970: Double(zone.first(showing: number * 86_400)))
    }

    /// The day that the calendar on the wall of a zone shows at an instant.
    package init(of instant: Date, in zone: ZoneOffsets) {
        let second = Int(instant.timeIntervalSince1970.rounded(.down))
        self.init(number: Int((Double(second + zone.offset(at: second)) / 86_400).rounded(.down)))
    }
}
