import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct RestoreBoardTests {
    @Test func `a curve sums what busy times make of a service, over the change of the clocks`() throws {
        let busy = BusyTime(
            name: "Day", weekdays: Weekday.allCases, from: 120, until: 360, zone: "Europe/Berlin", factor: 10)
        // Midnight in Berlin before the clock goes from 2 to 3 on 29 March 2026: two to six lasts three hours only.
        let midnight = try Date("2026-03-28T23:00:00Z", strategy: .iso8601)
        let curve = LossCurve(valuePerHour: 1, [busy], from: midnight)
        #expect(abs(curve.lost(until: 23) - (2 + 30 + 18)) < 1e-9)
        #expect(curve.rate(at: 1.99) == 1 && curve.rate(at: 2.01) == 10 && curve.rate(at: 5.01) == 1)
    }

    @Test func `a curve says at every instant what the service is worth then`() throws {
        let busy = [
            BusyTime(
                name: "Night", weekdays: [.friday, .saturday], from: 22 * 60, until: 180, zone: "America/New_York",
                factor: 3),
            BusyTime(name: "Noon", weekdays: [.sunday], from: 690, until: 810, zone: "Asia/Kolkata", factor: 0),
        ]
        let start = try Date("2026-10-28T07:13:00Z", strategy: .iso8601)
        let curve = LossCurve(valuePerHour: 7, busy, from: start)
        for quarter in 0..<(13 * 96) {
            let hours = Double(quarter) / 4 + 0.11
            #expect(curve.rate(at: hours) == busy.worth(7, at: start + hours * 3600), "\(hours)")
        }
    }

    @Test func `the expected time leans on what is most like it, the more the more cases there are`() {
        let (item, team) = (UUID(), UUID())
        let few = RestoreHistory([.init(item: item, services: [], team: team, hours: 10)])
        let many = RestoreHistory((0..<50).map { _ in .init(item: item, services: [], team: team, hours: 10) })
        #expect(RestoreHistory([]).expected(item: item, services: [], team: team).hours == 1)
        let (little, much) = (
            few.expected(item: item, services: [], team: team).hours,
            many.expected(item: item, services: [], team: team).hours
        )
        #expect(little > 1 && little < 6 && much > 9.9 && much < 10)
        #expect(
            many.expected(item: item, services: [], team: team).evidence.map(\.kind) == [.everything, .team, .cause])
    }

    @Test func `work that is done counts, but something is always left`() {
        let estimate = RestoreEstimate(hours: 4, evidence: [])
        #expect([0, 1, 3, 40].map(estimate.remaining) == [4, 3, 1, 1])
    }

    @Test func `an outage waits for what its cause needs, unless enough stand in for it`() {
        let ids = (0..<4).map { _ in UUID() }
        let (app, cache, left, right) = (ids[0], ids[1], ids[2], ids[3])
        let outages = [app, left].map { RestoreDependencies.Outage(id: $0, cause: $0, services: [], isReport: false) }
        let direct: [UUID: RestoreDependencies.Item] = [app: .init(needs: [cache]), cache: .init(needs: [left])]
        #expect(RestoreDependencies(outages, items: direct).needs() == [app: [left]])
        let pair = RestoreDependencies.Item(
            needs: [left, right], groups: [.init(items: [left, right], atLeast: 1)])
        #expect(RestoreDependencies(outages, items: [app: .init(needs: [cache]), cache: pair]).needs() == [:])
    }

    @Test
    func `what people report of a service that monitoring sees hurt ends with that, and stands in no place of its own`()
    {
        let (shop, seen, report, alone) = (UUID(), UUID(), UUID(), UUID())
        let board = RestoreBoard(
            [
                outage(seen, cause: UUID(), isReport: false, [shop: 0.5]), outage(report, isReport: true, [shop: 0.8]),
                outage(alone, isReport: true, [:]),
            ], curves: [shop: .steady(100)], items: [:], history: RestoreHistory([]), capacities: [:], at: .now)
        #expect(board.restoredWith == [seen: [report]])
        #expect(Set(board.problem.jobs.map(\.id)) == [seen, alone])
        #expect(board.problem.stakes.contains { $0.shares == [seen: 0.8] })
    }

    @Test func `what is on hold comes after its date, or stands in no order`() {
        let (dated, open) = (UUID(), UUID())
        let now = Date(timeIntervalSinceReferenceDate: 0)
        let board = RestoreBoard(
            [
                outage(dated, isReport: true, [:], hold: .until(now + 7_200)),
                outage(open, isReport: true, [:], hold: .open),
            ], curves: [:], items: [:], history: RestoreHistory([]), capacities: [:], at: now)
        #expect(board.problem.jobs.map(\.earliest) == [2] && board.standing == [open])
    }

    private func outage(
        _ id: UUID, cause: UUID? = nil, isReport: Bool, _ shares: [UUID: Double],
        hold: RestoreBoard.Outage.Hold = .none
    ) -> RestoreBoard.Outage {
        RestoreBoard.Outage(
            id: id, priority: 3, openedAt: .distantPast, workedSince: nil, team: nil, cause: cause, isReport: isReport,
            shares: shares, hold: hold)
    }
}
