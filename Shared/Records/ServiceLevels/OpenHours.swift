import Foundation
import Synchronization

/// A business calendar ready for questions: which time between two instants counts, and when so much of it has passed.
///
/// Instants and amounts are whole milliseconds, since 1970. Each year is laid out when it is first asked for.
package final class OpenHours: Sendable {
    package let calendar: BusinessCalendar
    private let zone: ZoneOffsets
    private let days: DayBook
    private let years = Mutex<[Int: OpenYear]>([:])

    /// No answer is looked for beyond.
    private static let horizon = 20

    /// Throws `Invalid` as `BusinessCalendar.checked` does.
    package init(_ calendar: BusinessCalendar) throws(Invalid) {
        self.calendar = try calendar.checked()
        guard let zone = ZoneOffsets(calendar.zone) else {
            throw Invalid("There is no such time zone.", field: "zone", code: "unknown_zone")
        }
        self.zone = zone
        days = DayBook(calendar)
    }

    /// How much of the time from one instant to another is open; none when the second is not later.
    package func elapsed(from start: Int, to end: Int) -> Int {
        guard end > start else { return 0 }
        let (first, last) = (Self.year(of: start), Self.year(of: end))
        var sum = year(last).open(before: end) - year(first).open(before: start)
        for between in first..<last { sum += year(between).total }
        return sum
    }

    /// The first instant at which so much open time has passed; nil when that does not come within twenty years.
    /// No time has passed at the start itself.
    package func due(from start: Int, after amount: Int) -> Int? {
        guard amount > 0 else { return start }
        let first = Self.year(of: start)
        var left = amount + year(first).open(before: start)
        for number in first...(first + Self.horizon) {
            let year = year(number)
            if left <= year.total { return year.instant(after: left) }
            left -= year.total
        }
        return nil
    }

    package func isOpen(at instant: Int) -> Bool {
        elapsed(from: instant, to: instant + 1) > 0
    }

    /// The open intervals between two instants, in order, each cut to them.
    package func intervals(from start: Int, to end: Int) -> [Range<Int>] {
        guard end > start else { return [] }
        return (Self.year(of: start)...Self.year(of: end)).flatMap { year($0).intervals }
            .map { $0.clamped(to: start..<end) }.filter { !$0.isEmpty }
    }

    /// A local time on the nth day with open hours after the day of an instant; nil when none comes within twenty years.
    package func businessDay(_ count: Int, after start: Int, atMinute minute: Int) -> Int? {
        let second = Self.floored(start, by: 1000)
        var day = Self.floored(second + zone.offset(at: second), by: 86_400)
        var left = count
        let last = day + Self.horizon * 366
        while left > 0 {
            day += 1
            guard day <= last else { return nil }
            if !days.hours(on: CalendarDay(number: day)).isEmpty { left -= 1 }
        }
        return zone.first(showing: day * 86_400 + minute * 60) * 1000
    }

    private func year(_ number: Int) -> OpenYear {
        if let known = years.withLock({ $0[number] }) { return known }
        let made = lay(number)
        years.withLock { $0[number] = made }
        return made
    }

    /// From the day before to the day after, since the year is that of UTC.
    private func lay(_ number: Int) -> OpenYear {
        let (first, next) = (CalendarDay.beginning(number).number, CalendarDay.beginning(number + 1).number)
        let year = first * 86_400..<next * 86_400
        var open: [Range<Int>] = []
        for day in (first - 2)...(next + 1) {
            for hours in days.hours(on: CalendarDay(number: day)) {
                let from = zone.first(showing: day * 86_400 + hours.from * 60)
                let until = zone.last(before: day * 86_400 + hours.until * 60)
                guard from < until else { continue }
                let part = (from..<until).clamped(to: year)
                if !part.isEmpty { open.append(part) }
            }
        }
        return OpenYear(open)
    }

    private static func year(of instant: Int) -> Int {
        CalendarDay(number: floored(instant, by: 86_400_000)).parts.year
    }

    private static func floored(_ value: Int, by unit: Int) -> Int {
        value >= 0 ? value / unit : -((unit - 1 - value) / unit)
    }
}

/// The open intervals of one year of UTC, in milliseconds, with what is open before each.
private struct OpenYear: Sendable {
    private let opens: [Int]
    private let closes: [Int]
    private let before: [Int]
    let total: Int

    /// Intervals in seconds, in any order; those that meet or overlap become one.
    init(_ intervals: [Range<Int>]) {
        var (opens, closes, before, sum) = ([Int](), [Int](), [Int](), 0)
        for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let (from, until) = (interval.lowerBound * 1000, interval.upperBound * 1000)
            if let last = closes.last, from <= last {
                sum += max(0, until - last)
                closes[closes.count - 1] = max(last, until)
                continue
            }
            opens.append(from)
            closes.append(until)
            before.append(sum)
            sum += until - from
        }
        (self.opens, self.closes, self.before, total) = (opens, closes, before, sum)
    }

    var intervals: [Range<Int>] { zip(opens, closes).map { $0..<$1 } }

    func open(before instant: Int) -> Int {
        let index = Self.count(opens) { $0 <= instant } - 1
        guard index >= 0 else { return 0 }
        return before[index] + min(instant, closes[index]) - opens[index]
    }

    /// The instant at which so much of the year's open time has passed: more than none, at most all.
    func instant(after amount: Int) -> Int {
        let index = Self.count(before) { $0 < amount } - 1
        return opens[index] + amount - before[index]
    }

    /// How many of these ascending values are so, which the first ones are.
    private static func count(_ values: [Int], while isSo: (Int) -> Bool) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if isSo(values[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The hours of each day of a calendar.
private struct DayBook: Sendable {
    private let exceptions: [CalendarDay: [BusinessCalendar.Hours]]
    private let once: Set<CalendarDay>
    /// Month × 100 + day.
    private let yearly: Set<Int>
    private let weeks: [(effective: CalendarDay?, days: [[BusinessCalendar.Hours]])]

    init(_ calendar: BusinessCalendar) {
        exceptions = Dictionary(calendar.exceptions.map { ($0.day, $0.hours) }) { $1 }
        once = Set(calendar.holidays.filter { !$0.yearly }.map(\.day))
        yearly = Set(calendar.holidays.filter(\.yearly).map { Self.key($0.day) })
        weeks =
            calendar.weeks.map { ($0.effective, Self.days(of: $0)) }
            .sorted { ($0.effective?.number ?? Int.min) > ($1.effective?.number ?? Int.min) }
    }

    func hours(on day: CalendarDay) -> [BusinessCalendar.Hours] {
        if let own = exceptions[day] { return own }
        if once.contains(day) || (!yearly.isEmpty && yearly.contains(Self.key(day))) { return [] }
        let week = weeks.first { $0.effective.map { $0 <= day } ?? true }
        return week?.days[day.weekday.index] ?? []
    }

    private static func key(_ day: CalendarDay) -> Int { day.parts.month * 100 + day.parts.day }

    private static func days(of week: BusinessCalendar.Week) -> [[BusinessCalendar.Hours]] {
        var days = [[BusinessCalendar.Hours]](repeating: [], count: 7)
        for hours in week.hours {
            for weekday in hours.weekdays {
                days[weekday.index].append(BusinessCalendar.Hours(from: hours.from, until: hours.until))
            }
        }
        return days
    }
}

extension Date {
    /// Whole milliseconds since 1970, the unit of clocks.
    package var milliseconds: Int { Int((timeIntervalSince1970 * 1000).rounded()) }

    /// The very `Date` that is read from the database and from messages for this instant: reckoned from Foundation's epoch, as
    /// those are, since by way of 1970 every other one differs in its last bit.
    package init(milliseconds: Int) {
        self.init(timeIntervalSinceReferenceDate: Double(milliseconds - 978_307_200_000) / 1000)
    }
}
