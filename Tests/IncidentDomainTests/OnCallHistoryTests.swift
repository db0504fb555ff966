import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct OnCallHistoryTests {
    private let people = (0..<4).map { _ in UUID() }

    private func plan(_ turns: [Int], _ unit: OnCallLayer.Unit) throws -> OnCallPlan {
        OnCallPlan(
            zone: "Europe/Berlin",
            layers: [
                OnCallLayer(
                    name: "All", turns: turns.map { [people[$0]] },
                    start: try #require(WallTime("2026-01-05T09:00")), unit: unit)
            ])
    }

    /// Defined, then changed in every way, at odd instants.
    private func lines() throws -> [(fact: OnCallSchedule.Fact, at: Date)] {
        let start = try Date("2026-03-01T10:00:00Z", strategy: .iso8601)
        let takeover = OnCallException(
            id: UUID(), kind: .takeover, from: start + 5 * 86_400, until: start + 6 * 86_400, instead: nil,
            by: people[3])
        return [
            (.defined(name: "First", team: nil, plan: try plan([0, 1], .weeks)), start),
            (.excepted(exceptions: [takeover]), start + 5 * 86_400 + 0.25),
            (
                .amended(
                    name: "First", team: nil, zone: "Europe/Berlin", layers: try plan([2, 1, 0], .days).layers),
                start + 5 * 86_400 + 40_000.5
            ),
            (.withdrawn(exception: takeover.id), start + 5 * 86_400 + 50_000.75), (.retired, start + 30 * 86_400),
        ]
    }

    @Test func `the past is answered as the schedule was at that instant`() throws {
        let lines = try lines()
        let history = try #require(OnCallHistory(UUID(), lines))
        let start = lines[0].at
        for second in stride(from: -86_400, to: 32 * 86_400, by: 3_607) {
            let instant = start + Double(second)
            let known = lines.filter { $0.at <= instant }
            let schedule = OnCallSchedule.folding(UUID(), known)
            let expected =
                schedule?.state == .active ? OnCallCalendar(schedule?.plan ?? .empty)?.onCall(at: instant).people : []
            #expect(history.onCall(at: instant).people == expected)
        }
    }

    @Test func `the final schedule of a past time says at every instant the same`() throws {
        let lines = try lines()
        let history = try #require(OnCallHistory(UUID(), lines))
        let (from, until) = (lines[0].at - 86_400, lines[0].at + 32 * 86_400)
        let shifts = history.shifts(from: from, until: until)
        #expect(shifts.first?.from == from && shifts.last?.until == until)
        #expect(zip(shifts, shifts.dropFirst()).allSatisfy { $0.until == $1.from })
        for shift in shifts {
            for instant in [shift.from, shift.until - 1] {
                #expect(history.onCall(at: instant).people == shift.people)
            }
        }
    }

    @Test func `what begins with no definition is no history`() {
        #expect(OnCallHistory(UUID(), [(.retired, Date())]) == nil && OnCallHistory(UUID(), []) == nil)
    }
}

extension OnCallPlan {
    fileprivate static let empty = OnCallPlan(zone: "UTC", layers: [])
}
