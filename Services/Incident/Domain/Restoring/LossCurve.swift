import Foundation
import Records

/// What an outage costs over time: a rate an hour that changes in steps. Times are hours from now.
package struct LossCurve: Equatable, Sendable {
    /// Where each step begins; the first at 0, the last goes on for ever.
    private let starts: [Double]
    private let rates: [Double]
    /// What is lost until each step begins.
    private let sums: [Double]

    /// The same at all times.
    package static func steady(_ rate: Double) -> LossCurve { LossCurve([(from: 0, rate: rate)]) }

    /// Steps in order of time; what comes before the first has its rate.
    package init(_ steps: [(from: Double, rate: Double)]) {
        var (starts, rates, sums) = ([0.0], [steps.first?.rate ?? 0], [0.0])
        for step in steps.dropFirst() where step.from > 0 {
            sums.append(sums[sums.count - 1] + rates[rates.count - 1] * (step.from - starts[starts.count - 1]))
            starts.append(step.from)
            rates.append(step.rate)
        }
        (self.starts, self.rates, self.sums) = (starts, rates, sums)
    }

    /// What an hour costs at this time.
    package func rate(at hours: Double) -> Double { rates[step(at: hours)] }

    /// What is lost from now until then.
    package func lost(until hours: Double) -> Double {
        guard hours > 0 else { return 0 }
        let step = step(at: hours)
        return sums[step] + rates[step] * (hours - starts[step])
    }

    private func step(at hours: Double) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= hours { low = middle } else { high = middle }
        }
        return low
    }
}

extension LossCurve {
    /// How far ahead busy times are followed; after that the mean of the days before goes on.
    package static let daysAhead = 14

    /// A service that is worth so much an hour, with its busy times, from an instant on.
    package init(valuePerHour: Double, _ busy: [BusyTime], from now: Date) {
        guard !busy.isEmpty, valuePerHour > 0 else {
            self = .steady(valuePerHour)
            return
        }
        let end = now + Double(Self.daysAhead) * 86_400
        let turns = Set(busy.flatMap { $0.turns(from: now, to: end) }).sorted()
        let steps = ([now] + turns).map {
            (from: $0.timeIntervalSince(now) / 3600, rate: busy.worth(valuePerHour, at: $0))
        }
        let followed = LossCurve(steps)
        let hours = end.timeIntervalSince(now) / 3600
        self = LossCurve(steps + [(from: hours, rate: followed.lost(until: hours) / hours)])
    }
}

extension BusyTime {
    /// The instants after one and before another at which it may begin or end; some may change nothing.
    func turns(from start: Date, to end: Date) -> [Date] {
        var calendar = Calendar(identifier: .gregorian)
        let zone = TimeZone(identifier: zone) ?? .gmt
        calendar.timeZone = zone
        var turns: [Date] = []
        var day = calendar.startOfDay(for: start)
        while day < end {
            let next = calendar.date(byAdding: .day, value: 1, to: day) ?? end
            turns += [from, until].map { day + Double($0) * 60 } + [day]
            // On a day the clock moves, wall times stand elsewhere by as much.
            let moved = TimeInterval(zone.secondsFromGMT(for: day) - zone.secondsFromGMT(for: next))
            if moved != 0 {
                turns += [from, until].map { day + Double($0) * 60 + moved }
                if let jump = zone.nextDaylightSavingTimeTransition(after: day) { turns.append(jump) }
            }
            day = next > day ? next : day + 86_400
        }
        return turns.filter { $0 > start && $0 < end }
    }
}
