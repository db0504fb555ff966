import Foundation
import IncidentDomain
import Records
import Testing

/// What outages cost is one integral, however it is cut (DOMAIN.md, idea 26).
@Suite struct LossStretchTests {
    private static let busy = [
        BusyTime(
            name: "Day", weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], from: 480, until: 1080,
            zone: "Europe/Berlin", factor: 4)
    ]

    private struct Case {
        let stretch: LossStretch
        let share: Double
        let value: Double
        let busy: [BusyTime]
    }

    /// Stretches in whole minutes, some over the change of the clocks.
    private func cases() -> [Case] {
        var random = SystemRandomNumberGenerator()
        let beginning = Date(timeIntervalSince1970: 1_792_713_600)
        let (incidents, services) = ((0..<5).map { _ in UUID() }, (0..<3).map { _ in UUID() })
        return (0..<40).map { index in
            let from = beginning + Double(Int.random(in: 0..<10_000, using: &random)) * 60
            let until = from + Double(Int.random(in: 1..<4_000, using: &random)) * 60
            let (share, value) = (Double(index % 5) / 4, Double(index % 7) * 100)
            let busy = index.isMultiple(of: 2) ? Self.busy : []
            return Case(
                stretch: LossStretch(
                    incident: incidents[index % 5], service: services[index % 3], from: from, until: until,
                    share: share, valuePerHour: value, busy: busy), share: share, value: value, busy: busy)
        }
    }

    @Test func `the sum over incidents is the sum over services is the integral, minute by minute`() {
        let cases = cases()
        var integral = 0.0
        for one in cases {
            var minute = one.stretch.from
            while minute < one.stretch.until {
                integral += one.busy.worth(one.value, at: minute) * one.share / 60
                minute += 60
            }
        }
        func sum(by key: (LossStretch) -> UUID) -> Double {
            Dictionary(grouping: cases.map(\.stretch), by: key).values
                .reduce(0) { $0 + $1.reduce(0) { $0 + $1.lost } }
        }
        #expect(abs(sum { $0.incident } - integral) < 0.001 && abs(sum { $0.service } - integral) < 0.001)
    }

    @Test func `periods that follow each other add up, and what lies outside costs nothing`() {
        for one in cases().map(\.stretch) {
            let middle = one.from + one.until.timeIntervalSince(one.from) / 3
            let parts = one.lost(from: .distantPast, until: middle) + one.lost(from: middle, until: .distantFuture)
            #expect(abs(parts - one.lost) < 0.001)
            #expect(one.lost(from: one.until, until: .distantFuture) == 0)
        }
        let even = LossStretch(
            incident: UUID(), service: UUID(), from: Date(timeIntervalSince1970: 0),
            until: Date(timeIntervalSince1970: 7200), lost: 10)
        #expect(even.lost == 10 && even.perHour == 0 && even.lost(from: even.from, until: even.from + 3600) == 5)
    }
}
