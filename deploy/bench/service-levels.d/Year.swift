import Foundation
import Records

/// Says what came out; the first difference ends the run.
func report(_ what: String, _ differences: Int, _ took: Duration) {
    let time = took.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1)))
    print("\(what): \(differences) differences, \(time)")
    if differences > 0 { exit(1) }
}

/// A year of records under one policy: lived through moment by moment with a worker that fires each threshold at its time,
/// then read again from the journals alone.
struct Year {
    fileprivate struct Lived {
        let moments: [ServiceLevelMoment]
        let clocks: [ServiceLevelClock]
        let fired: [String]
    }

    private static let records = 50_000
    private static let start = 1_767_225_600_000  // 2026-01-01
    private static let end = start + 400 * 86_400_000
    private static let holiday = CalendarDay(number: start / 86_400_000 + 258)  // 2026-09-16

    private let pins = (0..<2).map { VersionPin(id: UUID(), version: $0 + 1) }
    private let policy = VersionPin(id: UUID(), version: 1)

    func run() throws {
        let clock = ContinuousClock()
        let (book, changed) = (try rulebook(holidays: []), try rulebook(holidays: [Self.holiday]))
        var chance = Chance(9)
        let lives = try (0..<Self.records).map { _ in try live(&chance, book) }
        var replayed: [[ServiceLevelClock]] = []
        let took = try clock.measure {
            replayed = try lives.map { try ServiceLevelClock.reading($0.moments, by: book, at: Self.end) }
        }
        var differences = 0
        for (life, again) in zip(lives, replayed)
        where life.clocks != again || life.fired != again.flatMap(\.passed).sorted() {
            differences += 1
        }
        let count = replayed.reduce(0) { $0 + $1.count }
        report("a year lived and replayed, \(count) clocks", differences, took)

        let hours = try OpenHours(berlin([])).intervals(
            from: Self.holiday.number * 86_400_000 - 43_200_000, to: Self.holiday.number * 86_400_000 + 129_600_000
        ).filter { Date(milliseconds: $0.lowerBound).ISO8601Format().hasPrefix(Self.holiday.description) }
        var (wrong, moved) = (0, 0)
        let tookAgain = try clock.measure {
            for (life, before) in zip(lives, replayed) {
                let after = try ServiceLevelClock.reading(life.moments, by: changed, at: Self.end)
                for (old, new) in zip(before, after) {
                    let must = old.calendar == pins[0] && life.runs(old, in: hours)
                    if old != new { moved += 1 }
                    if (old != new) != must { wrong += 1 }
                }
            }
        }
        report("one holiday more moves \(moved) clocks and no other", wrong, tookAgain)
    }

    private func live(_ chance: inout Chance, _ book: ServiceLevelRulebook) throws -> Lived {
        let moments = moments(&chance)
        var fired: Set<String> = []
        for index in moments.indices {
            let known = moments[...index]
            let until = index + 1 < moments.count ? moments[index + 1].at : Self.end
            var now = moments[index].at
            while now < until {
                let clocks = try ServiceLevelClock.reading(known, by: book, at: now)
                fired.formUnion(clocks.flatMap(\.passed))
                guard let next = clocks.compactMap({ $0.next?.at }).min() else { break }
                now = next
            }
        }
        return Lived(
            moments: moments, clocks: try ServiceLevelClock.reading(moments, by: book, at: Self.end),
            fired: fired.sorted())
    }

    private func moments(_ chance: inout Chance) -> [ServiceLevelMoment] {
        var at = Self.start + chance.within(0..<365 * 86_400) * 1000 + chance.within(0..<1000)
        var moments = [
            ServiceLevelMoment(at: at, .opened(priority: chance.within(1..<6))),
            ServiceLevelMoment(at: at, .agreed(policies: [AgreedPolicy(policy: policy, calendars: pins)])),
        ]
        func add(_ event: ServiceLevelEvent, after minutes: Int) {
            at += chance.within(1..<minutes * 60_000)
            moments.append(ServiceLevelMoment(at: at, event))
        }
        add(.owned, after: 240)
        if chance.oneIn(4) { add(.prioritised(priority: chance.within(1..<6)), after: 300) }
        if chance.oneIn(3) {
            add(.held(reason: chance.pick(["caller", "supplier", "change"])), after: 600)
            add(.resumed, after: 4000)
        }
        add(.resolved, after: 3000)
        if chance.oneIn(10) {
            add(.reopened, after: 4000)
            add(.resolved, after: 1000)
        }
        add(.closed, after: 7200)
        return moments
    }

    private func rulebook(holidays: [CalendarDay]) throws -> ServiceLevelRulebook {
        var book = ServiceLevelRulebook()
        book.add(try OpenHours(berlin(holidays)), as: pins[0])
        book.add(try OpenHours(.always), as: pins[1])
        book.add(
            ServiceLevelPolicy(
                kind: .customer,
                targets: [
                    ServiceLevelTarget(
                        name: "response", measure: .response, goals: goals(hours: 1), calendar: pins[1].id,
                        thresholds: [.share(percent: 75)]),
                    ServiceLevelTarget(
                        name: "resolution", measure: .resolution, goals: goals(hours: 4), calendar: pins[0].id,
                        pausedBy: ["caller", "supplier"], thresholds: [.share(percent: 50), .share(percent: 75)]),
                ]), as: policy)
        return book
    }

    private func goals(hours: Int) -> [ServiceLevelGoal] {
        (1...5).map { ServiceLevelGoal(priority: $0, .within(seconds: $0 * hours * 3600)) }
    }

    private func berlin(_ holidays: [CalendarDay]) -> BusinessCalendar {
        let week = BusinessCalendar.WeeklyHours(
            weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], from: 480, until: 1080)
        return BusinessCalendar(
            zone: "Europe/Berlin", weeks: [.init(hours: [week])],
            holidays: holidays.map { .init(day: $0, yearly: false, name: "one more") })
    }
}

extension Year.Lived {
    /// Whether the clock saw some of these hours: from its start to its stop, but for the time between resolved and reopened.
    fileprivate func runs(_ clock: ServiceLevelClock, in hours: [Range<Int>]) -> Bool {
        guard let stop = clock.stoppedAt, clock.startedAt < stop else { return false }
        let resolved = moments.filter { $0.event == .resolved }.map(\.at)
        let reopened = moments.filter { $0.event == .reopened }.map(\.at)
        let gaps = zip(resolved, reopened).map { $0..<$1 }
        return hours.contains { part in
            let seen = part.clamped(to: clock.startedAt..<stop)
            let hidden = gaps.reduce(0) { $0 + $1.clamped(to: seen).count }
            return seen.count > hidden
        }
    }
}

extension ServiceLevelClock {
    fileprivate var passed: [String] {
        crossings.map { "\(key) \($0.threshold.key) \($0.at) \($0.cycle) \($0.retroactive)" }
    }
}
