import Foundation

/// When a service is supported: hours of the week by the clock of one zone, with holidays and days of their own.
///
/// An interval is open from the first instant at which the clock on the wall shows a time within it to the last. So on
/// the day the clock goes forward 00:00–24:00 lasts 23 hours, on the day it goes back 25, and a skipped day has none.
package struct BusinessCalendar: Codable, Equatable, Sendable {
    /// Part of a day in minutes after midnight; `until` is later than `from`, and 1,440 is the end of the day.
    package struct Hours: Codable, Equatable, Sendable {
        package let from: Int
        package let until: Int

        package init(from: Int, until: Int) {
            self.from = from
            self.until = until
        }
    }

    /// The same hours on several days of the week.
    package struct WeeklyHours: Codable, Equatable, Sendable {
        package let weekdays: [Weekday]
        package let from: Int
        package let until: Int

        package init(weekdays: [Weekday], from: Int, until: Int) {
            self.weekdays = weekdays
            self.from = from
            self.until = until
        }
    }

    /// The hours of a week, from a day on until another week takes its place.
    package struct Week: Codable, Equatable, Sendable {
        /// Nil for ever before.
        package let effective: CalendarDay?
        package let hours: [WeeklyHours]

        package init(effective: CalendarDay? = nil, hours: [WeeklyHours]) {
            self.effective = effective
            self.hours = hours
        }
    }

    /// A day without any hours, once or on that day of every year.
    package struct Holiday: Codable, Equatable, Sendable {
        package let day: CalendarDay
        package let yearly: Bool
        package let name: String

        package init(day: CalendarDay, yearly: Bool, name: String) {
            self.day = day
            self.yearly = yearly
            self.name = name
        }
    }

    /// A day with hours of its own, which count before any holiday and the hours of the week.
    package struct Exception: Codable, Equatable, Sendable {
        package let day: CalendarDay
        package let hours: [Hours]
        package let name: String

        package init(day: CalendarDay, hours: [Hours], name: String) {
            self.day = day
            self.hours = hours
            self.name = name
        }
    }

    /// An IANA name.
    package let zone: String
    package let weeks: [Week]
    package let holidays: [Holiday]
    package let exceptions: [Exception]

    package init(zone: String, weeks: [Week], holidays: [Holiday] = [], exceptions: [Exception] = []) {
        self.zone = zone
        self.weeks = weeks
        self.holidays = holidays
        self.exceptions = exceptions
    }

    /// Open day and night.
    package static let always = BusinessCalendar(
        zone: "UTC", weeks: [Week(hours: [WeeklyHours(weekdays: Weekday.allCases, from: 0, until: 1440)])])
}

extension BusinessCalendar {
    /// Throws `Invalid` naming the field that makes no sense.
    package func checked() throws(Invalid) -> BusinessCalendar {
        guard ZoneOffsets(zone) != nil else {
            throw Invalid("There is no time zone \(zone.prefix(60)).", field: "zone", code: "unknown_zone")
        }
        try Self.checkCount(weeks.count, atMost: 50, "weeks")
        try Self.checkCount(holidays.count, atMost: 1000, "holidays")
        try Self.checkCount(exceptions.count, atMost: 1000, "exceptions")
        for (index, week) in weeks.enumerated() {
            try Self.checkCount(week.hours.count, atMost: 100, "weeks.\(index).hours")
            for hours in week.hours { try Self.check(hours.from, hours.until, "weeks.\(index).hours") }
        }
        for (index, exception) in exceptions.enumerated() {
            try Self.checkCount(exception.hours.count, atMost: 48, "exceptions.\(index).hours")
            for hours in exception.hours { try Self.check(hours.from, hours.until, "exceptions.\(index).hours") }
        }
        guard (holidays.map(\.name) + exceptions.map(\.name)).allSatisfy({ $0.count <= 200 }) else {
            throw Invalid("A name has at most 200 characters.", field: "holidays", code: "too_long")
        }
        guard Set(exceptions.map(\.day)).count == exceptions.count else {
            throw Invalid("Each day has one exception.", field: "exceptions", code: "twice")
        }
        guard Set(weeks.map(\.effective)).count == weeks.count else {
            throw Invalid("Only one week can begin on a day.", field: "weeks", code: "twice")
        }
        return self
    }

    private static func checkCount(_ count: Int, atMost most: Int, _ field: String) throws(Invalid) {
        guard count <= most else { throw Invalid("At most \(most).", field: field, code: "too_many") }
    }

    private static func check(_ from: Int, _ until: Int, _ field: String) throws(Invalid) {
        guard from >= 0, until <= 1440, from < until else {
            throw Invalid("Hours lie within a day, 0 to 1440, and end after they begin.", field: field, code: "hours")
        }
    }
}
