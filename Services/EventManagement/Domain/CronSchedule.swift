import Foundation
import Records

/// When a job runs, as cron writes it: minute, hour, day of month, month, day of week, in a time zone.
package struct CronSchedule: Equatable, Sendable {
    private let minutes, hours, days, months, weekdays: Set<Int>
    /// With both restricted, cron runs when either fits.
    private let eitherDay: Bool
    private let calendar: Calendar

    /// Throws `Invalid` naming the part that cannot be understood.
    package init(_ text: String, zone: TimeZone) throws(Invalid) {
        let fields = text.split(separator: " ")
        guard text.count <= 200, fields.count == 5 else {
            throw Invalid("Give five fields, such as 0 3 * * 1-5.", field: "cron")
        }
        minutes = try CronSchedule.values(fields[0], 0...59)
        hours = try CronSchedule.values(fields[1], 0...23)
        days = try CronSchedule.values(fields[2], 1...31)
        months = try CronSchedule.values(fields[3], 1...12, names: CronSchedule.monthNames)
        weekdays = Set(try CronSchedule.values(fields[4], 0...7, names: CronSchedule.dayNames).map { $0 % 7 })
        eitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// The first run after an instant; nil when there is none within five years.
    package func next(after instant: Date) -> Date? {
        guard var day = calendar.dateInterval(of: .day, for: instant)?.start else { return nil }
        for _ in 0..<5 * 366 {
            if runs(onDayOf: day) {
                for hour in hours.sorted() {
                    for minute in minutes.sorted() {
                        let run = calendar.date(bySettingHour: hour, minute: minute, second: 0, of: day)
                        if let run, run > instant { return run }
                    }
                }
            }
            guard let tomorrow = calendar.date(byAdding: .day, value: 1, to: day) else { return nil }
            day = tomorrow
        }
        return nil
    }

    private func runs(onDayOf date: Date) -> Bool {
        let parts = calendar.dateComponents([.day, .month, .weekday], from: date)
        guard let day = parts.day, let month = parts.month, let weekday = parts.weekday, months.contains(month) else {
            return false
        }
        let (fitsDay, fitsWeekday) = (days.contains(day), weekdays.contains(weekday - 1))
        return eitherDay ? fitsDay || fitsWeekday : fitsDay && fitsWeekday
    }

    private static let monthNames = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    private static func values(
        _ field: Substring, _ range: ClosedRange<Int>, names: [String] = []
    ) throws(Invalid) -> Set<Int> {
        var values: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let step = halves.count == 2 ? Int(halves[1]) ?? 0 : 1
            let ends = halves[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map {
                number($0, range, names)
            }
            let span: ClosedRange<Int>? =
                if halves[0] == "*" {
                    range
                } else if ends.count == 2, let low = ends[0], let high = ends[1], low <= high {
                    low...high
                } else if ends.count == 1, let only = ends[0] {
                    only...(halves.count == 2 ? range.upperBound : only)
                } else {
                    nil
                }
            guard let span, step > 0 else {
                throw Invalid("“\(part.prefix(20))” is no part of a cron schedule.", field: "cron")
            }
            values.formUnion(stride(from: span.lowerBound, through: span.upperBound, by: step))
        }
        return values
    }

    private static func number(_ text: Substring, _ range: ClosedRange<Int>, _ names: [String]) -> Int? {
        if let place = names.firstIndex(of: text.lowercased()) { return place + range.lowerBound }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
