import DeskDomain
import Foundation
import Records

/// A rule as the API writes it: `every` so many `unit`s, on which of their days, at what time and where.
struct RecurrenceBody: Codable, Sendable {
    enum Unit: String, Codable, CaseIterable, Sendable { case days, weeks, months }

    let every: Int
    let unit: Unit
    /// For weeks; without it the weekday of `from`.
    let weekdays: [Weekday]?
    /// For months: 1 … 31; past the end of a month its last day.
    let monthDay: Int?
    /// For months, with `weekday`: 1 … 4, or -1 for the last.
    let ordinal: Int?
    let weekday: Weekday?
    /// On the wall: `09:00`.
    let time: String
    /// By its IANA name.
    let zone: String
    /// `2026-12-01`.
    let from: String
    let until: String?
    let skipWeekends: Bool?
    /// Days that are moved forward to the next that is none.
    let holidays: [String]?

    /// Throws `Invalid` naming the field at fault.
    func rule() throws(Invalid) -> Recurrence {
        let begin = try Self.day(from, "from")
        var days: [LocalDay] = []
        for (index, text) in (holidays ?? []).prefix(Recurrence.mostHolidays + 1).enumerated() {
            days.append(try Self.day(text, "holidays.\(index)"))
        }
        return try Recurrence(
            pattern: pattern(from: begin), minute: Self.minute(time), zone: zone, from: begin,
            until: until.map { text throws(Invalid) in try Self.day(text, "until") },
            skipsWeekends: skipWeekends ?? false, holidays: days)
    }

    private func pattern(from begin: LocalDay) throws(Invalid) -> Recurrence.Pattern {
        try checkBelonging()
        switch unit {
        case .days: return .days(every: every)
        case .weeks:
            let chosen = weekdays ?? [begin.weekday]
            guard !chosen.isEmpty else { throw Self.fault("weekdays", "Give at least one weekday.") }
            return .weeks(every: every, weekdays: Weekday.allCases.filter(chosen.contains))
        case .months: return try monthly(from: begin)
        }
    }

    private func monthly(from begin: LocalDay) throws(Invalid) -> Recurrence.Pattern {
        guard let ordinal, let weekday else {
            guard ordinal == nil, weekday == nil else {
                throw Self.fault("weekday", "Give ordinal and weekday together.")
            }
            let day = monthDay ?? begin.day
            guard (1...31).contains(day) else { throw Self.fault("monthDay", "Give a day from 1 to 31.") }
            return .monthDay(every: every, day: day)
        }
        guard monthDay == nil else { throw Self.fault("monthDay", "Give a day of the month or a weekday, not both.") }
        guard (1...4).contains(ordinal) || ordinal == -1 else {
            throw Self.fault("ordinal", "Give 1 to 4, or -1 for the last.")
        }
        return .monthWeekday(every: every, ordinal: ordinal, weekday: weekday)
    }

    /// What belongs to another unit is a mistake, not something to pass over.
    private func checkBelonging() throws(Invalid) {
        if unit != .weeks, weekdays != nil { throw Self.fault("weekdays", "Only weeks have weekdays.") }
        guard unit != .months else { return }
        if monthDay != nil { throw Self.fault("monthDay", "Only months have such days.") }
        if ordinal != nil { throw Self.fault("ordinal", "Only months have such days.") }
        if weekday != nil { throw Self.fault("weekday", "Only months have such days.") }
    }

    private static func day(_ text: String, _ field: String) throws(Invalid) -> LocalDay {
        guard let day = LocalDay(text) else { throw fault(field, "Give a day such as 2026-12-01.") }
        return day
    }

    private static func minute(_ text: String) throws(Invalid) -> Int {
        guard let parts = text.wholeMatch(of: /([01][0-9]|2[0-3]):([0-5][0-9])/)?.output,
            let hour = Int(parts.1), let minute = Int(parts.2)
        else { throw fault("time", "Give a time such as 09:00.") }
        return hour * 60 + minute
    }

    private static func fault(_ field: String, _ message: String) -> Invalid {
        Invalid(message, field: "rule.\(field)")
    }

    init(_ rule: Recurrence) {
        var shape = Shape()
        switch rule.pattern {
        case .days: shape.unit = .days
        case .weeks(_, let chosen): (shape.unit, shape.weekdays) = (.weeks, chosen)
        case .monthDay(_, let day): (shape.unit, shape.monthDay) = (.months, day)
        case .monthWeekday(_, let which, let day):
            (shape.unit, shape.ordinal, shape.weekday) = (.months, which, day)
        }
        every = rule.every
        (unit, weekdays, monthDay, ordinal, weekday) = (
            shape.unit, shape.weekdays, shape.monthDay, shape.ordinal, shape.weekday
        )
        time = String(format: "%02d:%02d", rule.minute / 60, rule.minute % 60)
        zone = rule.zone
        from = rule.from.description
        until = rule.until?.description
        skipWeekends = rule.skipsWeekends
        holidays = rule.holidays.map(\.description)
    }

    private struct Shape {
        var unit = Unit.days
        var weekdays: [Weekday]?
        var monthDay: Int?
        var ordinal: Int?
        var weekday: Weekday?
    }
}
