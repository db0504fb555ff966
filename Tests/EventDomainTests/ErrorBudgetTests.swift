import EventDomain
import Foundation
import Records
import Testing

@Suite struct ErrorBudgetTests {
    /// Monday to Friday, 08:00 to 18:00 in UTC.
    private func officeHours() throws -> OpenHours {
        try OpenHours(
            BusinessCalendar(
                zone: "UTC",
                weeks: [
                    .init(
                        effective: nil,
                        hours: [
                            .init(
                                weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], from: 480, until: 1080)
                        ])
                ], holidays: [], exceptions: []))
    }

    private func promise(planned: Bool = false, degraded: Double = 0) throws -> AvailabilityPromise {
        AvailabilityPromise(
            share: 0.99, hours: try officeHours(), countsPlanned: planned, degradedWeight: degraded)
    }

    private func at(_ text: String) throws -> Date {
        try #require(try? Date(text, strategy: .iso8601))
    }

    /// Down on Monday from 07:00 until 09:00 and over the weekend, maintained on Tuesday from 10:00 until 11:00, degraded on
    /// Wednesday from 12:00 until 14:00, and up for the rest.
    private func week() throws -> [HealthPeriod] {
        let turns: [(String, Health)] = [
            ("2026-11-02T00:00:00Z", .ok), ("2026-11-02T07:00:00Z", .down), ("2026-11-02T09:00:00Z", .ok),
            ("2026-11-03T10:00:00Z", .maintenance), ("2026-11-03T11:00:00Z", .ok),
            ("2026-11-04T12:00:00Z", .degraded), ("2026-11-04T14:00:00Z", .ok), ("2026-11-07T00:00:00Z", .down),
            ("2026-11-09T00:00:00Z", .ok),
        ]
        return try turns.enumerated().map { index, turn in
            HealthPeriod(
                since: try at(turn.0), until: index + 1 < turns.count ? try at(turns[index + 1].0) : nil,
                health: turn.1, share: 1)
        }
    }

    @Test func `only agreed hours are lost, and planned work is no agreed time unless it counts`() throws {
        let (from, until) = (try at("2026-11-02T00:00:00Z"), try at("2026-11-09T00:00:00Z"))
        let plain = AgreedTime(of: try week(), under: try promise(), from: from, until: until)
        #expect(plain.agreed == 49 * 3600 && plain.known == 49 * 3600 && plain.lost == 3600)
        let strict = AgreedTime(of: try week(), under: try promise(planned: true), from: from, until: until)
        #expect(strict.agreed == 50 * 3600 && strict.lost == 2 * 3600)
        let weighted = AgreedTime(of: try week(), under: try promise(degraded: 0.5), from: from, until: until)
        #expect(weighted.lost == 2 * 3600 && weighted.availability == 47.0 / 49)
    }

    @Test func `the budget is that of the whole time, and what is lost is the sum of the outages`() throws {
        let (from, until) = (try at("2026-11-02T00:00:00Z"), try at("2026-11-16T00:00:00Z"))
        let now = try at("2026-11-09T12:00:00Z")
        let promise = try promise()
        let budget = ErrorBudget(of: try week(), under: promise, from: from, until: until, now: now)
        #expect(budget.agreed == 99 * 3600 && abs(budget.allowed - 3564) < 0.001)
        #expect(abs(budget.left - (3564 - 3600)) < 0.001 && (budget.leftShare ?? 0) < 0)
        let outages = try week().filter(\.isOutage).map { promise.lost($0, from: from, until: now) }
        #expect(outages.reduce(0, +) == budget.soFar.lost)
    }

    @Test func `a burn rate of one spends the budget exactly by the end, and a closed window has none`() throws {
        let (from, until) = (try at("2026-11-02T00:00:00Z"), try at("2026-11-16T00:00:00Z"))
        let first = ErrorBudget(
            of: try week(), under: try promise(), from: from, until: until, now: try at("2026-11-02T09:00:00Z"))
        #expect(first.burns.map(\.window) == [3600, 21_600, 259_200])
        // All of the agreed hour was lost, a hundred times what 99 % allows; of three days, an hour in ten.
        #expect(first.burns.map { ($0.rate ?? -1).rounded() } == [100, 100, 10])
        let night = ErrorBudget(
            of: try week(), under: try promise(), from: from, until: until, now: try at("2026-11-03T02:00:00Z"))
        #expect(night.burns.map { $0.rate == nil } == [true, true, false])
    }

    @Test func `what nobody knows is neither lost nor up`() throws {
        let (from, until) = (try at("2026-11-02T00:00:00Z"), try at("2026-11-03T00:00:00Z"))
        let time = AgreedTime(of: [], under: try promise(), from: from, until: until)
        #expect(time.agreed == 36_000 && time.known == 0 && time.lost == 0 && time.availability == nil)
    }
}
