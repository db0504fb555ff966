import Foundation
import Records

/// One rotation of a schedule: people in turn, handed over at a time of day in the schedule's zone.
package struct OnCallLayer: Codable, Equatable, Sendable {
    package enum Unit: String, Codable, CaseIterable, Sendable {
        /// Of elapsed time, whatever the clock on the wall does.
        case hours
        /// Handed over at the same time of day.
        case days, weeks
    }

    package let name: String
    /// Where several layers have somebody, the highest level decides; those of one level are on call together.
    package let level: Int
    /// Who is on call in each turn: nobody, one, or several at the same time.
    package let turns: [[UUID]]
    /// The first hand-over, by the clock of the schedule's zone.
    package let start: WallTime
    package let every: Int
    package let unit: Unit
    /// Hours of the week to which it is limited; empty for always.
    package let windows: [OnCallWindow]
    /// How many minutes each turn lasts when that is not until the next.
    package let lasts: Int?
    /// Before and after these it does not count.
    package let from: Date?
    package let until: Date?

    package init(
        name: String, level: Int = 0, turns: [[UUID]], start: WallTime, every: Int = 1, unit: Unit = .weeks,
        windows: [OnCallWindow] = [], lasts: Int? = nil, from: Date? = nil, until: Date? = nil
    ) {
        self.name = name
        self.level = level
        self.turns = turns
        self.start = start
        self.every = every
        self.unit = unit
        self.windows = windows
        self.lasts = lasts
        self.from = from
        self.until = until
    }

    /// From one hand-over to the next, in seconds.
    var period: Int {
        switch unit {
        case .hours: every * 3600
        case .days: every * 86_400
        case .weeks: every * 7 * 86_400
        }
    }
}

/// Part of every week, by the clock on the wall. When it ends where it begins it is the whole week.
package struct OnCallWindow: Codable, Equatable, Sendable {
    package let fromDay: Weekday
    /// Minutes after midnight.
    package let from: Int
    package let untilDay: Weekday
    package let until: Int

    package init(fromDay: Weekday, from: Int, untilDay: Weekday, until: Int) {
        self.fromDay = fromDay
        self.from = from
        self.untilDay = untilDay
        self.until = until
    }

    /// In seconds of the week, from Monday's midnight.
    var begin: Int { fromDay.index * 86_400 + from * 60 }
    var end: Int { (untilDay.index * 86_400 + until * 60) % WallTime.week }

    /// `local`: what the clock shows, in seconds since 1970.
    func contains(_ local: Int) -> Bool {
        let shown = WallTime.secondOfWeek(local)
        return begin < end ? (begin..<end).contains(shown) : shown >= begin || shown < end
    }
}

/// A date and a time of day as a clock on the wall shows it, of no zone: `2026-03-29T09:00`.
package struct WallTime: Codable, Equatable, Sendable {
    static let week = 7 * 86_400

    /// Seconds since 1970 as if there were no zone.
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// Nil for what is no such time, and before 1970 or after 2099.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, (5...8).contains(parts[1].count) else { return nil }
        let day = parts[0].split(separator: "-").map { Int($0) ?? -1 }
        let time = parts[1].split(separator: ":").map { Int($0) ?? -1 }
        guard day.count == 3, (2...3).contains(time.count), (1970...2099).contains(day[0]), (1...12).contains(day[1]),
            (1...31).contains(day[2]), (0..<24).contains(time[0]), time.dropFirst().allSatisfy((0..<60).contains)
        else { return nil }
        let days = Self.days(day[0], day[1], day[2])
        guard Self.date(days) == (day[0], day[1], day[2]) else { return nil }
        seconds = days * 86_400 + time[0] * 3600 + time[1] * 60 + (time.count == 3 ? time[2] : 0)
    }

    package var text: String {
        let (day, rest) = (seconds.flooredDivision(by: 86_400), seconds - seconds.flooredDivision(by: 86_400) * 86_400)
        let (year, month, date) = Self.date(day)
        return String(format: "%04d-%02d-%02dT%02d:%02d", year, month, date, rest / 3600, rest % 3600 / 60)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = WallTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a time of day on a date: give it as 2026-03-29T09:00")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Seconds since Monday's midnight. 1970 began on a Thursday.
    static func secondOfWeek(_ local: Int) -> Int {
        let shifted = local + 3 * 86_400
        return shifted - shifted.flooredDivision(by: week) * week
    }

    /// Days since 1970 of a date of the Gregorian calendar, by eras of 400 years beginning in March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private static func date(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        return (year + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, day)
    }
}

extension Int {
    /// Rounded down, also below zero.
    func flooredDivision(by divisor: Int) -> Int { self >= 0 ? self / divisor : (self + 1) / divisor - 1 }
}
