import Foundation
import Records

/// When something comes again, as people say it: every second Monday of the month at nine in Berlin.
package struct Recurrence: Codable, Equatable, Sendable {
    package static let mostHolidays = 100

    package let pattern: Pattern
    /// Minutes after midnight on the wall.
    package let minute: Int
    /// By its IANA name.
    package let zone: String
    package let from: LocalDay
    package let until: LocalDay?
    package let skipsWeekends: Bool
    /// In order, each once.
    package let holidays: [LocalDay]

    /// On which days, before weekends and holidays are looked at.
    package enum Pattern: Codable, Equatable, Sendable {
        case days(every: Int)
        /// Weeks begin on Monday.
        case weeks(every: Int, weekdays: [Weekday])
        /// A day past the end of the month is its last.
        case monthDay(every: Int, day: Int)
        /// `ordinal` 1 … 4, or -1 for the last such weekday.
        case monthWeekday(every: Int, ordinal: Int, weekday: Weekday)

        var step: Int {
            switch self {
            case .days(let step), .weeks(let step, _), .monthDay(let step, _), .monthWeekday(let step, _, _): step
            }
        }
    }

    /// It comes in every such day, week or month.
    package var every: Int { pattern.step }

    /// Throws `Invalid` naming the field at fault, below `rule`.
    package init(
        pattern: Pattern, minute: Int, zone: String, from: LocalDay, until: LocalDay?, skipsWeekends: Bool,
        holidays: [LocalDay]
    ) throws(Invalid) {
        guard (1...366).contains(pattern.step) else {
            throw Invalid("Give a number from 1 to 366.", field: "rule.every", code: "out_of_range")
        }
        guard holidays.count <= Self.mostHolidays else {
            throw Invalid("Give at most \(Self.mostHolidays) days.", field: "rule.holidays", code: "too_many")
        }
        if let until, until < from {
            throw Invalid("It ends before it begins.", field: "rule.until", code: "out_of_range")
        }
        guard let zone = try Wording.zone(zone, field: "rule.zone") else {
            throw Invalid("Give a time zone.", field: "rule.zone", code: "unknown_zone")
        }
        self.pattern = pattern
        self.minute = minute
        self.zone = zone
        self.from = from
        self.until = until
        self.skipsWeekends = skipsWeekends
        self.holidays = Set(holidays).sorted()
    }
}

extension Recurrence {
    /// Days within which a skipped day surely finds another: more than all holidays with the weekends between them.
    private static let furthestShift = 200

    /// The next instants after this one, in order; fewer than asked for when it ends.
    package func next(_ count: Int, after instant: Date) -> [Date] {
        var found: [Date] = []
        var last: LocalDay?
        let today = LocalDay(number: Int((instant.timeIntervalSince1970 / 86_400).rounded(.down)))
        for day in days(around: today.adding(-1)) {
            if let until, day > until { break }
            let shifted = workday(from: day)
            guard shifted != last else { continue }
            last = shifted
            let at = WallTime.instant(shifted, minute: minute, in: zone)
            if at > instant { found.append(at) }
            if found.count == count { break }
        }
        return found
    }

    /// The first working day from this one on.
    private func workday(from day: LocalDay) -> LocalDay {
        var day = day
        for _ in 0..<Self.furthestShift where isSkipped(day) { day = day.adding(1) }
        return day
    }

    private func isSkipped(_ day: LocalDay) -> Bool {
        (skipsWeekends && day.weekday.isWeekend) || holidays.contains(day)
    }

    /// The days of the pattern in order, beginning early enough that none which is shifted to `day` or later is missed.
    private func days(around day: LocalDay) -> some Sequence<LocalDay> {
        let begin = max(from, day.adding(-Self.furthestShift))
        let first = max(0, period(of: begin) / pattern.step - 1)
        return (first...(first + 100_000)).lazy
            .flatMap { self.days(inPeriod: $0 * pattern.step) }
            .filter { $0 >= begin }
            .prefix { $0.year < 9999 }
    }

    /// How many days, weeks or months after the beginning.
    private func period(of day: LocalDay) -> Int {
        switch pattern {
        case .days: day.number - from.number
        case .weeks: (day.number - monday.number) / 7
        case .monthDay, .monthWeekday: (day.year - from.year) * 12 + day.month - from.month
        }
    }

    private var monday: LocalDay { from.adding(-from.weekday.index) }

    private func days(inPeriod period: Int) -> [LocalDay] {
        switch pattern {
        case .days: return [from.adding(period)]
        case .weeks(_, let weekdays):
            return weekdays.map(\.index).sorted().map { monday.adding(period * 7 + $0) }
        case .monthDay(_, let day):
            let (year, month) = self.month(period)
            return [LocalDay(year: year, month: month, day: min(day, LocalDay.days(in: month, of: year)))]
                .compactMap(\.self)
        case .monthWeekday(_, let ordinal, let weekday):
            let (year, month) = self.month(period)
            return [Self.day(ordinal, weekday, month, year)].compactMap(\.self)
        }
    }

    private func month(_ period: Int) -> (year: Int, month: Int) {
        let months = from.year * 12 + from.month - 1 + period
        return (months / 12, months % 12 + 1)
    }

    private static func day(_ ordinal: Int, _ weekday: Weekday, _ month: Int, _ year: Int) -> LocalDay? {
        guard ordinal > 0 else {
            let last = LocalDay(year: year, month: month, day: LocalDay.days(in: month, of: year))
            return last.map { $0.adding(-(($0.weekday.index - weekday.index + 7) % 7)) }
        }
        return LocalDay(year: year, month: month, day: 1).map {
            $0.adding((weekday.index - $0.weekday.index + 7) % 7 + 7 * (ordinal - 1))
        }
    }
}

/// Times on the wall as instants, through the changes of clocks.
package enum WallTime {
    /// As RFC 5545 3.3.5 reads local times: one that comes twice is the first, one that is left out counts from the clock before.
    package static func instant(_ day: LocalDay, minute: Int, in zone: String) -> Date {
        let wall = Double(day.number) * 86_400 + Double(minute) * 60
        guard let zone = TimeZone(identifier: zone) else { return Date(timeIntervalSince1970: wall) }
        let before = offset(zone, wall - 86_400)
        let candidates = [before, offset(zone, wall + 86_400)].map { wall - $0 }
        let real = candidates.filter { offset(zone, $0) == wall - $0 }.min()
        return Date(timeIntervalSince1970: real ?? wall - before)
    }

    private static func offset(_ zone: TimeZone, _ seconds: TimeInterval) -> TimeInterval {
        Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
    }
}
