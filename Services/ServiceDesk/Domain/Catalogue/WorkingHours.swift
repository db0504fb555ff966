import Foundation
import Records

/// How long delivery takes, in time that is worked.
package struct DeliveryTime: Codable, Equatable, Sendable {
    package enum Unit: String, Codable, CaseIterable, Sendable { case hours, days }

    package let amount: Int
    package let unit: Unit

    package init(_ amount: Int, _ unit: Unit) {
        self.amount = amount
        self.unit = unit
    }

    func checked(at path: String) throws(Invalid) -> DeliveryTime {
        guard (1...(unit == .days ? 365 : 2_000)).contains(amount) else {
            throw Invalid(
                "Give 1 to 365 working days, or 1 to 2000 working hours.", field: "\(path).amount", code: "out_of_range"
            )
        }
        return self
    }
}

/// When the provider works: Monday to Friday from 9 to 17, but not on holidays, by the clock of one zone.
package struct WorkingHours: Equatable, Sendable {
    package let zone: TimeZone
    /// As `2026-12-25`.
    package let holidays: Set<String>

    private static let opens = 9
    private static let closes = 17
    /// However many holidays somebody lists, an answer comes.
    private static let furthest = 4_000

    package init(zone: TimeZone = .gmt, holidays: Set<String> = []) {
        self.zone = zone
        self.holidays = holidays
    }

    /// When something is due that takes this long from an instant on.
    package func due(_ time: DeliveryTime, from start: Date) -> Date {
        switch time.unit {
        case .days: adding(days: time.amount, to: start)
        case .hours: adding(hours: time.amount, to: start)
        }
    }

    /// The close of the n-th working day after the day of `start`.
    package func adding(days: Int, to start: Date) -> Date {
        var (day, left) = (start, days)
        for _ in 0..<Self.furthest where left > 0 {
            day = dayAfter(day)
            if isWorked(day) { left -= 1 }
        }
        return hour(Self.closes, on: day)
    }

    /// Counts only time that is worked.
    package func adding(hours: Int, to start: Date) -> Date {
        var (now, left) = (start, Double(hours) * 3_600)
        for _ in 0..<Self.furthest {
            let (opening, close) = (hour(Self.opens, on: now), hour(Self.closes, on: now))
            if isWorked(now), now < close {
                let from = max(now, opening)
                let available = close.timeIntervalSince(from)
                if left <= available { return from.addingTimeInterval(left) }
                left -= available
            }
            now = hour(0, on: dayAfter(now))
        }
        return now
    }

    private func isWorked(_ instant: Date) -> Bool {
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: instant)
        guard let weekday = parts.weekday, (2...6).contains(weekday) else { return false }
        return !holidays.contains(Self.name(parts))
    }

    private static func name(_ day: DateComponents) -> String {
        let parts = [(day.year ?? 0, 4), (day.month ?? 0, 2), (day.day ?? 0, 2)]
        return parts.map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }

    private func hour(_ hour: Int, on day: Date) -> Date {
        calendar.date(bySettingHour: hour, minute: 0, second: 0, of: day) ?? calendar.startOfDay(for: day)
    }

    /// Noon, which every day has.
    private func dayAfter(_ day: Date) -> Date {
        let noon = hour(12, on: day)
        return calendar.date(byAdding: .day, value: 1, to: noon) ?? noon.addingTimeInterval(86_400)
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}
