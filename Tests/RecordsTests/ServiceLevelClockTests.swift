import Foundation
import Records
import Testing

@Suite struct ServiceLevelClockTests {
    @Test func `random records have the clocks that stepping through minutes gives`() throws {
        let count = cases(1000)
        let each = count > 50_000 ? 1000 : 100
        var (chance, clocks, differences) = (Chance(3), 0, [String]())
        for _ in 0..<count / each {
            let world = try RandomWorld(&chance)
            for _ in 0..<each {
                let (moments, now) = world.record(&chance)
                let read = try ServiceLevelClock.reading(moments, by: world.rulebook, at: now * 60_000)
                let oracle = ClockOracle(
                    moments: moments, rules: world.rules, now: now,
                    horizon: min(now + 2880, world.minutes.upperBound - 1))
                let wanted = oracle.readings()
                clocks += wanted.count
                let got = read.map { ClockOracle.Reading($0, horizon: oracle.horizon) }
                if got != wanted { differences.append("\(moments)\n got \(got)\n not \(wanted)") }
            }
        }
        print("clocks: \(count) random records, \(clocks) clocks, \(differences.count) differences")
        #expect(differences.isEmpty, "\(differences.prefix(1))")
    }

    @Test func `buckets add up to the time from opening to now or the end`() throws {
        var chance = Chance(4)
        let world = try RandomWorld(&chance)
        for _ in 0..<500 {
            let (moments, now) = world.record(&chance)
            let end = moments.last { $0.event == .closed || $0.event == .cancelled }?.at ?? now * 60_000
            for clock in try ServiceLevelClock.reading(moments, by: world.rulebook, at: now * 60_000) {
                let until = clock.key.measure == .resolution ? end : clock.stoppedAt ?? now * 60_000
                #expect(clock.buckets.total == until - clock.startedAt)
            }
        }
    }

    @Test func `what fires while a record lives is what reading it afterwards finds`() throws {
        var chance = Chance(5)
        for _ in 0..<5 {
            let world = try RandomWorld(&chance)
            for _ in 0..<100 {
                let (moments, now) = world.record(&chance)
                let afterwards = try fired(moments, world, at: now * 60_000)
                var live: Set<String> = []
                for minute in Set(moments.map(\.at)).sorted() + [now * 60_000] {
                    live.formUnion(try fired(moments.filter { $0.at <= minute }, world, at: minute))
                }
                #expect(live.isSubset(of: afterwards))
                #expect(live == afterwards)
            }
        }
    }

    private func fired(_ moments: [ServiceLevelMoment], _ world: RandomWorld, at now: Int) throws -> Set<String> {
        Set(
            try ServiceLevelClock.reading(moments, by: world.rulebook, at: now).flatMap { clock in
                clock.crossings.map { "\(clock.key) \($0.threshold.key) \($0.cycle)" }
            })
    }
}
