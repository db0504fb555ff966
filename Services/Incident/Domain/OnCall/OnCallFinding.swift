import Foundation
import Records

/// Something about a schedule that somebody should know before it is saved, with why. It forbids nothing.
package struct OnCallFinding: Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Nobody is on call then.
        case gap
        /// Several layers of one level have somebody then: they are on call together.
        case overlap
        /// Too little rest between two duties of one person.
        case shortRest = "short_rest"
        /// One person is on call too long without a break.
        case longDuty = "long_duty"
        /// One person carries too much of a year.
        case uneven
    }

    package let kind: Kind
    /// Nil for gaps and overlaps.
    package let person: UUID?
    package let from: Date
    package let until: Date
    /// Hours; of `uneven` how many times an even share.
    package let measured: Double
    /// What it is measured against; nil for gaps and overlaps, of which there should be none.
    package let bound: Double?
    package let because: String
}

/// What is still good: whoever tries a schedule may say otherwise.
package struct OnCallBounds: Equatable, Sendable {
    /// Hours of rest between two duties of one person: the daily rest of Directive 2003/88/EC, article 3.
    package let rest: Double
    /// Hours on call without a break: a week, and the hour by which clocks are set back.
    package let longest: Double
    /// How many times an even share one person may carry.
    package let unevenness: Double

    package init(rest: Double = 11, longest: Double = 7 * 24 + 1, unevenness: Double = 1.5) {
        self.rest = rest
        self.longest = longest
        self.unevenness = unevenness
    }
}

extension OnCallPlan {
    /// More findings of one kind than these say nothing new.
    private static let mostFindings = 50
    /// Turns even out over a year, not over a few weeks.
    private static let year: TimeInterval = 364 * 86_400

    /// What is to be said of a time; fairness is judged over the year from its start. Nil when there is no such zone.
    package func findings(from start: Date, until end: Date, within bounds: OnCallBounds) -> [OnCallFinding]? {
        guard let calendar = OnCallCalendar(self) else { return nil }
        let (shifts, year) = (
            calendar.shifts(from: start, until: end), calendar.shifts(from: start, until: start + Self.year)
        )
        guard let coverage = OnCallCoverage(shifts, zone: zone), let long = OnCallCoverage(year, zone: zone) else {
            return nil
        }
        let duties = Duty.all(in: shifts)
        return [
            coverage.gaps.map { $0.finding(.gap, "Nobody is on call.") },
            coverage.overlaps.map { $0.finding(.overlap, "Several layers of one level have somebody.") },
            duties.flatMap { Duty.shortRests(in: $0.value, of: $0.key, bounds.rest) }.inOrder,
            duties.flatMap { Duty.tooLong(in: $0.value, of: $0.key, bounds.longest) }.inOrder,
            [long.uneven(bounds.unevenness, from: start, until: start + Self.year)].compactMap(\.self),
        ].flatMap { $0.prefix(Self.mostFindings) }
    }
}

/// A time in which one person is on call without a break.
private struct Duty {
    let from: Date
    var until: Date

    var hours: Double { until.timeIntervalSince(from) / 3600 }

    static func all(in shifts: [OnCallCalendar.Shift]) -> [UUID: [Duty]] {
        shifts.reduce(into: [:]) { duties, shift in
            for person in shift.people {
                var own = duties[person] ?? []
                if let last = own.last, last.until == shift.from {
                    own[own.count - 1].until = shift.until
                } else {
                    own.append(Duty(from: shift.from, until: shift.until))
                }
                duties[person] = own
            }
        }
    }

    static func shortRests(in duties: [Duty], of person: UUID, _ bound: Double) -> [OnCallFinding] {
        zip(duties, duties.dropFirst()).compactMap { one, next in
            let rest = next.from.timeIntervalSince(one.until) / 3600
            guard rest < bound else { return nil }
            return OnCallFinding(
                kind: .shortRest, person: person, from: one.until, until: next.from, measured: rest, bound: bound,
                because: "Only \(rest.text) hours of rest; \(bound.text) are wanted.")
        }
    }

    static func tooLong(in duties: [Duty], of person: UUID, _ bound: Double) -> [OnCallFinding] {
        duties.filter { $0.hours > bound }.map { duty in
            OnCallFinding(
                kind: .longDuty, person: person, from: duty.from, until: duty.until, measured: duty.hours,
                bound: bound, because: "On call for \(duty.hours.text) hours without a break; \(bound.text) at most.")
        }
    }
}

extension OnCallCoverage {
    fileprivate func uneven(_ bound: Double, from: Date, until: Date) -> OnCallFinding? {
        guard unevenness > bound, let most = loads.first else { return nil }
        return OnCallFinding(
            kind: .uneven, person: most.person, from: from, until: until, measured: unevenness, bound: bound,
            because: "Carries \(unevenness.text) times an even share in a year; \(bound.text) at most.")
    }
}

extension OnCallCoverage.Stretch {
    fileprivate func finding(_ kind: OnCallFinding.Kind, _ because: String) -> OnCallFinding {
        OnCallFinding(
            kind: kind, person: nil, from: from, until: until, measured: until.timeIntervalSince(from) / 3600,
            bound: nil, because: because)
    }
}

extension [OnCallFinding] {
    fileprivate var inOrder: [OnCallFinding] {
        sorted { ($0.from, $0.person?.uuidString ?? "") < ($1.from, $1.person?.uuidString ?? "") }
    }
}

extension Double {
    /// With one digit after the point, where there is one to say.
    fileprivate var text: String { self == rounded() ? String(Int(self)) : String(format: "%.1f", self) }
}
