import Foundation
import Records

/// How well a time is covered, and how evenly: gaps, overlaps, and what each person carries.
package struct OnCallCoverage: Equatable, Sendable {
    /// What one person carries, in hours.
    package struct Load: Codable, Equatable, Sendable {
        package let person: UUID
        package let hours: Double
        /// Of these on Saturdays and Sundays.
        package let weekendHours: Double
        /// Of these from 22 to 6 o'clock.
        package let nightHours: Double
        package let shifts: Int
    }

    package struct Stretch: Codable, Equatable, Sendable {
        package let from: Date
        package let until: Date

        package init(from: Date, until: Date) {
            self.from = from
            self.until = until
        }
    }

    /// Nobody is on call then.
    package let gaps: [Stretch]
    /// Several layers of one level have somebody then.
    package let overlaps: [Stretch]
    /// Who carries most comes first.
    package let loads: [Load]
    /// What who carries most carries, as a share of what everybody would carry evenly: 1 is fair.
    package let unevenness: Double

    /// Nil when there is no such zone.
    package init?(_ shifts: [OnCallCalendar.Shift], zone: String) {
        guard let offsets = ZoneOffsets(zone) else { return nil }
        gaps = shifts.filter(\.people.isEmpty).map { Stretch(from: $0.from, until: $0.until) }.joined
        overlaps = shifts.filter { $0.layers.count > 1 }.map { Stretch(from: $0.from, until: $0.until) }.joined
        var loads: [UUID: (hours: Double, weekend: Double, night: Double, shifts: Int)] = [:]
        for shift in shifts where !shift.people.isEmpty {
            let (weekend, night) = Self.unsocial(shift, offsets)
            for person in shift.people {
                let before = loads[person] ?? (0, 0, 0, 0)
                loads[person] = (
                    before.hours + shift.until.timeIntervalSince(shift.from) / 3600, before.weekend + weekend,
                    before.night + night, before.shifts + 1
                )
            }
        }
        self.loads = loads.map { person, load in
            Load(
                person: person, hours: load.hours, weekendHours: load.weekend, nightHours: load.night,
                shifts: load.shifts)
        }.sorted { ($0.hours, $0.person.uuidString) > ($1.hours, $1.person.uuidString) }
        let mean = loads.values.reduce(0) { $0 + $1.hours } / Double(max(loads.count, 1))
        unevenness = mean > 0 ? (self.loads.first?.hours ?? 0) / mean : 1
    }

    /// In steps of a quarter of an hour, which every zone's clock keeps.
    private static func unsocial(_ shift: OnCallCalendar.Shift, _ zone: ZoneOffsets) -> (weekend: Double, night: Double)
    {
        var (weekend, night) = (0.0, 0.0)
        for instant in stride(from: shift.from.second, to: shift.until.second, by: 900) {
            let hours = Double(min(900, shift.until.second - instant)) / 3600
            let second = WallTime.secondOfWeek(instant + zone.offset(at: instant))
            if second >= 5 * 86_400 { weekend += hours }
            let hour = second % 86_400 / 3600
            if hour >= 22 || hour < 6 { night += hours }
        }
        return (weekend, night)
    }
}

extension [OnCallCoverage.Stretch] {
    /// One after the other is one.
    fileprivate var joined: [OnCallCoverage.Stretch] {
        reduce(into: []) { gaps, gap in
            if let last = gaps.last, last.until == gap.from {
                gaps[gaps.count - 1] = .init(from: last.from, until: gap.until)
            } else {
                gaps.append(gap)
            }
        }
    }
}
