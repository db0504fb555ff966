import Foundation
import Records

/// A time that comes every week, by the wall clock of a place: Mondays and Thursdays from 22:00 to 02:00 in Stockholm.
///
/// By the clock on the wall, whatever summer time does: a time that is skipped begins or ends when the clock has jumped over it, one
/// that comes twice begins with the first and ends with the second.
package struct WeeklyTime: Codable, Equatable, Sendable {
    /// 1 is Monday, 7 Sunday: the day on which it begins.
    package let days: [Int]
    /// Minutes after midnight.
    package let from: Int
    /// Minutes after midnight; not after `from` means on the next day.
    package let to: Int
    /// An IANA name such as `Europe/Stockholm`.
    package let zone: String

    package init(days: [Int], from: Int, to: Int, zone: String) {
        self.days = days
        self.from = from
        self.to = to
        self.zone = zone
    }

    /// Throws `Invalid` naming what cannot be used.
    package func checked(at field: String) throws(Invalid) -> WeeklyTime {
        guard !days.isEmpty, days.count <= 7, days.allSatisfy((1...7).contains) else {
            throw Invalid("Name days from 1 (Monday) to 7 (Sunday).", field: "\(field).days")
        }
        guard (0..<1440).contains(from) else { throw Invalid("Give minutes from 0 to 1439.", field: "\(field).from") }
        guard (0..<1440).contains(to) else { throw Invalid("Give minutes from 0 to 1439.", field: "\(field).to") }
        guard TimeZone(identifier: zone) != nil else {
            throw Invalid("Give a time zone such as Europe/Stockholm.", field: "\(field).zone")
        }
        return self
    }

    /// The occurrences that touch the days around an instant, in order.
    package func occurrences(around instant: Date) -> [DateInterval] {
        guard let zone = TimeZone(identifier: zone) else { return [] }
        let today = Int(
            ((instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))) / 86_400).rounded(.down))
        return (today - 2...today + 8).compactMap { day in
            // The first of January 1970 was a Thursday.
            guard days.contains(((day + 3) % 7 + 7) % 7 + 1) else { return nil }
            let start = Self.instants(day * 1440 + from, in: zone).first
            let end = Self.instants((to > from ? day : day + 1) * 1440 + to, in: zone).last
            return start < end ? DateInterval(start: start, end: end) : nil
        }
    }

    /// The first and the last instant at which the clock on the wall shows this many minutes after its own 1970.
    private static func instants(_ minutes: Int, in zone: TimeZone) -> (first: Date, last: Date) {
        let wall = Date(timeIntervalSince1970: Double(minutes) * 60)
        func offset(_ instant: Date) -> TimeInterval { TimeInterval(zone.secondsFromGMT(for: instant)) }
        let offsets = [offset(wall - 86_400), offset(wall + 86_400)]
        let shown = offsets.map { (instant: wall - $0, offset: $0) }.filter { offset($0.instant) == $0.offset }
            .map(\.instant)
        if let first = shown.min(), let last = shown.max() { return (first, last) }
        let jump = Self.jump(from: wall - max(offsets[0], offsets[1]), to: wall - min(offsets[0], offsets[1]), offset)
        return (jump, jump)
    }

    /// The second at which the offset changes between two instants.
    private static func jump(from early: Date, to late: Date, _ offset: (Date) -> TimeInterval) -> Date {
        var (low, high) = (early, late)
        while high.timeIntervalSince(low) > 1 {
            let middle = Date(
                timeIntervalSince1970: ((low.timeIntervalSince1970 + high.timeIntervalSince1970) / 2).rounded(.down))
            if offset(middle) == offset(early) { low = middle } else { high = middle }
        }
        return high
    }
}
