import Foundation
import Records

/// How long a resolved incident may be reopened before it closes by itself, counted in business days.
package struct ClosingRules: EditedRules {
    package static let name = "closing-rules"
    /// Five days from Monday to Friday: a week to notice that service is not restored. No zone is assumed but UTC.
    package static let shipped = ClosingRules(
        businessDays: 5, weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], zone: "UTC")

    package let businessDays: Int
    /// Which days are business days where no service level policy holds; where one does, its calendar says so.
    package let weekdays: [Weekday]
    /// An IANA name: where those days begin and end.
    package let zone: String

    package init(businessDays: Int, weekdays: [Weekday], zone: String) {
        self.businessDays = businessDays
        self.weekdays = weekdays
        self.zone = zone
    }

    package func check() throws(Invalid) {
        try Self.inside(businessDays, 1...90, "businessDays", "Give 1 to 90 business days.")
        guard !weekdays.isEmpty, Set(weekdays).count == weekdays.count else {
            throw Invalid("Name one to seven days of the week, each once.", field: "weekdays", code: "weekdays")
        }
        _ = try calendar.checked()
    }

    /// The end of the last of these days after an instant, by a policy's calendar or by these days of the week.
    package func closing(of resolvedAt: Date, by hours: OpenHours?) throws(Invalid) -> Date? {
        let start = resolvedAt.milliseconds
        if let end = hours?.businessDay(businessDays, after: start, atMinute: 24 * 60) {
            return Date(milliseconds: end)
        }
        // A calendar without a single open day says nothing about days.
        let own = try OpenHours(calendar).businessDay(businessDays, after: start, atMinute: 24 * 60)
        return own.map { Date(milliseconds: $0) }
    }

    private var calendar: BusinessCalendar {
        BusinessCalendar(
            zone: zone, weeks: [.init(hours: [.init(weekdays: weekdays, from: 0, until: 24 * 60)])])
    }
}
