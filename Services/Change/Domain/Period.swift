import Foundation
import Records

/// A time with a beginning and an end, half-open: the end is no longer in it.
package struct Period: Codable, Equatable, Sendable {
    package let start: Date
    package let end: Date

    /// Refuses an end that does not follow its start, and times that nobody plans for.
    package init(start: Date, end: Date, field: String = "window") throws(Invalid) {
        for (name, date) in [("start", start), ("end", end)] where !Period.plausible.contains(date) {
            throw Invalid("The \(name) must lie between the years 2000 and 2100.", field: "\(field).\(name)")
        }
        guard start < end else { throw Invalid("The end must come after the start.", field: "\(field).end") }
        self.start = start
        self.end = end
    }

    private init(from start: Date, until end: Date) {
        self.start = start
        self.end = end
    }

    /// What is left of a time that has to be over by `end`; nil when nothing is.
    package static func remaining(from now: Date, until end: Date) -> Period? {
        now < end ? Period(from: now, until: end) : nil
    }

    /// 2000-01-01 up to 2100-01-01.
    package static let plausible = Date(timeIntervalSince1970: 946_684_800)..<Date(timeIntervalSince1970: 4_102_444_800)
}
