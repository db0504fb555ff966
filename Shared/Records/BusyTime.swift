import Foundation

/// In the order of ISO 8601.
package enum Weekday: String, Codable, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    package var isWeekend: Bool { self == .saturday || self == .sunday }
    /// 0 for Monday.
    package var index: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}

/// Hours of the week in which an outage costs more than at other times, or less, by the clock of one zone.
package struct BusyTime: Codable, Equatable, Sendable {
    package let name: String
    package let weekdays: [Weekday]
    /// Minutes after midnight. Not later than `from`, `until` is on the next day.
    package let from: Int
    package let until: Int
    /// An IANA name.
    package let zone: String
    /// What an hour is worth then, times what it is worth at other times.
    package let factor: Double

    package init(name: String, weekdays: [Weekday], from: Int, until: Int, zone: String, factor: Double) {
        self.name = name
        self.weekdays = weekdays
        self.from = from
        self.until = until
        self.zone = zone
        self.factor = factor
    }

    /// By the clock on the wall: on the day the clock goes back, an hour that comes twice is busy twice.
    package func contains(_ instant: Date) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: instant)
        let (today, minute) = (((parts.weekday ?? 1) + 5) % 7, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
        let isDay = { (index: Int) in weekdays.contains { $0.index == index } }
        guard from >= until else { return isDay(today) && (from..<until).contains(minute) }
        return (isDay(today) && minute >= from) || (isDay((today + 6) % 7) && minute < until)
    }
}

extension [BusyTime] {
    /// What an hour is worth at an instant: the busiest time that has come decides, and outside all of them nothing changes.
    package func worth(_ valuePerHour: Double, at instant: Date) -> Double {
        valuePerHour * (filter { $0.contains(instant) }.map(\.factor).max() ?? 1)
    }
}
