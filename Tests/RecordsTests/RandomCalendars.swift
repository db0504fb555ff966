import Foundation
import Records

/// A calendar, and the minutes since 1970 around which its zone does something odd.
struct OddCalendar {
    let calendar: BusinessCalendar
    let minutes: Range<Int>

    /// About three weeks around a change of the clock, a skipped day, a leap day or a turn of the year.
    private static let places: [(zone: String, around: String)] = [
        ("Europe/Berlin", "2026-03-29T01:00:00Z"), ("Europe/Berlin", "2026-10-25T01:00:00Z"),
        ("America/New_York", "2026-03-08T07:00:00Z"), ("America/New_York", "2026-11-01T06:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"), ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00:00Z"), ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
        ("America/Sao_Paulo", "2018-11-04T03:00:00Z"), ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
        ("Asia/Kathmandu", "2028-02-29T12:00:00Z"), ("UTC", "2024-02-29T12:00:00Z"),
        ("Pacific/Chatham", "2026-09-26T14:00:00Z"), ("Asia/Gaza", "2026-03-28T00:00:00Z"),
        ("America/St_Johns", "2027-01-01T03:30:00Z"), ("Asia/Kolkata", "2026-12-31T18:30:00Z"),
    ]

    static func made(by chance: inout Chance) -> OddCalendar {
        let place = chance.pick(places)
        let centre = Int((try? Date(place.around, strategy: .iso8601))?.timeIntervalSince1970 ?? 0) / 60
        let minutes = (centre - 12 * 1440)..<(centre + 12 * 1440)
        let calendar = BusinessCalendar(
            zone: place.zone, weeks: weeks(near: centre / 1440, &chance),
            holidays: (0..<chance.within(0..<4)).map { _ in
                BusinessCalendar.Holiday(day: day(near: centre, &chance), yearly: chance.oneIn(2), name: "holiday")
            }, exceptions: exceptions(near: centre, &chance))
        return OddCalendar(calendar: calendar, minutes: minutes)
    }

    private static func day(near centre: Int, _ chance: inout Chance) -> CalendarDay {
        CalendarDay(number: centre / 1440 + chance.within(-8..<9))
    }

    private static func weeks(near day: Int, _ chance: inout Chance) -> [BusinessCalendar.Week] {
        if chance.oneIn(12) { return [] }
        if chance.oneIn(8) { return BusinessCalendar.always.weeks }
        let first = BusinessCalendar.Week(hours: hours(&chance))
        guard chance.oneIn(3) else { return [first] }
        let from = CalendarDay(number: day + chance.within(-5..<6))
        return [first, BusinessCalendar.Week(effective: from, hours: hours(&chance))]
    }

    private static func hours(_ chance: inout Chance) -> [BusinessCalendar.WeeklyHours] {
        (0..<chance.within(1..<5)).map { _ in
            let part = part(&chance)
            let days = chance.oneIn(2) ? Weekday.allCases : Weekday.allCases.filter { _ in !chance.oneIn(3) }
            return BusinessCalendar.WeeklyHours(weekdays: days, from: part.from, until: part.until)
        }
    }

    private static func part(_ chance: inout Chance) -> BusinessCalendar.Hours {
        if chance.oneIn(6) { return BusinessCalendar.Hours(from: 0, until: 1440) }
        // Half of them touch the small hours, in which clocks are changed.
        let from = chance.oneIn(2) ? chance.within(0..<240) : chance.within(0..<1439)
        let until = chance.oneIn(3) ? chance.within(from + 1..<min(from + 240, 1441)) : chance.within(from + 1..<1441)
        let step = chance.pick([1, 15, 30, 60])
        let (early, late) = (from / step * step, max(until / step, from / step + 1) * step)
        return BusinessCalendar.Hours(from: early, until: min(late, 1440))
    }

    private static func exceptions(near centre: Int, _ chance: inout Chance) -> [BusinessCalendar.Exception] {
        let days = Set((0..<chance.within(0..<4)).map { _ in day(near: centre, &chance) })
        return days.sorted().map { day in
            let hours = (0..<chance.within(0..<3)).map { _ in part(&chance) }
            return BusinessCalendar.Exception(day: day, hours: hours, name: "exception")
        }
    }
}

/// How many random cases a test tries: few, or as many as `DIENST_CLOCK_CASES` says.
func cases(_ few: Int) -> Int {
    ProcessInfo.processInfo.environment["DIENST_CLOCK_CASES"].flatMap(Int.init) ?? few
}
