import Foundation
import Records

/// Counts minutes, one by one, to say which time is open: slow, and made of nothing that it judges. It asks Foundation what
/// the clock on the wall shows at every minute and marks each interval from the first minute that shows a time of it to the last.
struct MinuteOracle {
    /// Minutes since 1970.
    let range: Range<Int>
    /// How many minutes of the range are open before each.
    let before: [Int]

    init(_ calendar: BusinessCalendar, _ range: Range<Int>) {
        self.range = range
        let zone = calendar.zone == "UTC" ? TimeZone.gmt : TimeZone(identifier: calendar.zone) ?? .gmt
        let padded = (range.lowerBound - 4320)..<(range.upperBound + 4320)
        var shown: [Int: [(minute: Int, ofDay: Int)]] = [:]
        for minute in padded {
            let instant = Date(timeIntervalSince1970: Double(minute) * 60)
            let local = minute + zone.secondsFromGMT(for: instant) / 60
            let day = Int((Double(local) / 1440).rounded(.down))
            shown[day, default: []].append((minute, local - day * 1440))
        }
        var open = [Bool](repeating: false, count: padded.count)
        for (day, minutes) in shown {
            for hours in Self.hours(of: calendar, day: day) {
                let within = minutes.filter { hours.contains($0.ofDay) }
                guard let first = within.map(\.minute).min(), let last = within.map(\.minute).max() else { continue }
                for minute in first...last { open[minute - padded.lowerBound] = true }
            }
        }
        var (before, count) = ([0], 0)
        for minute in range {
            count += open[minute - padded.lowerBound] ? 1 : 0
            before.append(count)
        }
        self.before = before
    }

    func isOpen(_ minute: Int) -> Bool {
        before[minute - range.lowerBound + 1] > before[minute - range.lowerBound]
    }

    /// Open minutes between two.
    func elapsed(_ from: Int, _ to: Int) -> Int {
        to <= from ? 0 : before[to - range.lowerBound] - before[from - range.lowerBound]
    }

    /// The first minute before which so many open ones have passed since; nil when it is not within the range.
    func due(_ from: Int, _ amount: Int) -> Int? {
        let wanted = before[from - range.lowerBound] + amount
        var minute = from
        while minute < range.upperBound, before[minute - range.lowerBound] < wanted { minute += 1 }
        return before[minute - range.lowerBound] >= wanted ? minute : nil
    }

    private static func hours(of calendar: BusinessCalendar, day: Int) -> [Range<Int>] {
        var gregorian = Calendar(identifier: .gregorian)
        gregorian.timeZone = .gmt
        let date = Date(timeIntervalSince1970: Double(day) * 86_400)
        let parts = gregorian.dateComponents([.year, .month, .day, .weekday], from: date)
        let (year, month, ofMonth) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        let text = String(format: "%04d-%02d-%02d", year, month, ofMonth)
        if let exception = calendar.exceptions.first(where: { $0.day.description == text }) {
            return exception.hours.map { $0.from..<$0.until }
        }
        let isHoliday = calendar.holidays.contains {
            $0.day.description == text || ($0.yearly && $0.day.description.suffix(5) == text.suffix(5))
        }
        if isHoliday { return [] }
        let weeks = calendar.weeks.filter { $0.effective.map { $0.description <= text } ?? true }
        let week = weeks.max { ($0.effective?.description ?? "") < ($1.effective?.description ?? "") }
        let weekday = Weekday.allCases[((parts.weekday ?? 1) + 5) % 7]
        return (week?.hours ?? []).filter { $0.weekdays.contains(weekday) }.map { $0.from..<$0.until }
    }
}
