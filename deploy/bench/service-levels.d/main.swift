import Foundation
import Records

let cases = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let clock = ContinuousClock()

func openTime() throws -> Int {
    var (chance, differences) = (Chance(1), 0)
    for _ in 0..<max(1, cases / 5000) {
        let odd = OddCalendar.made(by: &chance)
        let (hours, oracle) = (try OpenHours(odd.calendar), MinuteOracle(odd.calendar, odd.minutes))
        for _ in 0..<5000 {
            let (a, b, amount) = (chance.within(odd.minutes), chance.within(odd.minutes), chance.within(1..<4000))
            let (from, to) = (min(a, b), max(a, b))
            if hours.elapsed(from: from * 60_000, to: to * 60_000) != oracle.elapsed(from, to) * 60_000 {
                differences += 1
            }
            guard let due = oracle.due(from, amount) else { continue }
            if hours.due(from: from * 60_000, after: amount * 60_000) != due * 60_000 { differences += 1 }
        }
    }
    return differences
}

func clocks() throws -> (clocks: Int, differences: Int) {
    var (chance, count, differences) = (Chance(3), 0, 0)
    for _ in 0..<max(1, cases / 1000) {
        let world = try RandomWorld(&chance)
        for _ in 0..<1000 {
            let (moments, now) = world.record(&chance)
            let oracle = ClockOracle(
                moments: moments, rules: world.rules, now: now, horizon: min(now + 2880, world.minutes.upperBound - 1))
            let read = try ServiceLevelClock.reading(moments, by: world.rulebook, at: now * 60_000)
            let wanted = oracle.readings()
            count += wanted.count
            if read.map({ ClockOracle.Reading($0, horizon: oracle.horizon) }) != wanted { differences += 1 }
        }
    }
    return (count, differences)
}

var result = (clocks: 0, differences: 0)
var took = try clock.measure { result.differences = try openTime() }
report("open time, \(cases) random questions", result.differences, took)
took = try clock.measure { result = try clocks() }
report("clocks, \(cases) random records with \(result.clocks) clocks", result.differences, took)
try Year().run()
