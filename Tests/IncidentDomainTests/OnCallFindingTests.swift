import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct OnCallFindingTests {
    private let ann = UUID(), ben = UUID(), cid = UUID()

    private func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func plan(
        _ turns: [[UUID]], every: Int = 1, _ unit: OnCallLayer.Unit, windows: [OnCallWindow] = []
    ) throws -> OnCallPlan {
        let start = try #require(WallTime("2026-01-05T08:00"))
        return OnCallPlan(
            zone: "Europe/Berlin",
            layers: [
                OnCallLayer(name: "All", turns: turns, start: start, every: every, unit: unit, windows: windows)
            ])
    }

    private func kinds(_ plan: OnCallPlan, _ bounds: OnCallBounds = OnCallBounds()) throws -> [OnCallFinding.Kind] {
        let found = try plan.findings(
            from: at("2026-10-05T06:00:00Z"), until: at("2026-11-02T07:00:00Z"), within: bounds)
        return try #require(found).map(\.kind)
    }

    @Test func `a fair week in turn has nothing to be said of, also when the clock is set back`() throws {
        #expect(try kinds(plan([[ann], [ben], [cid]], .weeks)).isEmpty)
    }

    @Test func `rest, length and share are held against their bounds, each with why`() throws {
        let tight = try plan([[ann], [ben]], every: 8, .hours)
        #expect(try kinds(tight).allSatisfy { $0 == .shortRest } && !kinds(tight).isEmpty)
        #expect(try kinds(tight, OnCallBounds(rest: 8)).isEmpty)
        let found = try #require(
            try tight.findings(
                from: at("2026-10-05T06:00:00Z"), until: at("2026-10-06T06:00:00Z"), within: OnCallBounds()))
        #expect(found.first?.because == "Only 8 hours of rest; 11 are wanted.")
        #expect(found.allSatisfy { $0.measured == 8 && $0.bound == 11 && $0.person != nil })

        let alone = try kinds(plan([[ann]], .weeks))
        #expect(alone == [.longDuty], "four weeks, and nobody to share with")
        let unfair = try plan([[ann], [ann], [ben]], .days)
        #expect(try kinds(unfair).isEmpty, "a third more than an even share")
        #expect(try kinds(unfair, OnCallBounds(unevenness: 1.3)) == [.uneven])
    }

    @Test func `gaps and overlaps are found too`() throws {
        let office = OnCallWindow(fromDay: .monday, from: 480, untilDay: .friday, until: 1080)
        let gaps = try kinds(plan([[ann], [ben]], .weeks, windows: [office]))
        #expect(gaps.count == 4 && gaps.allSatisfy { $0 == .gap })
        let one = try plan([[ann], [ben]], .weeks)
        let both = OnCallPlan(
            zone: one.zone, layers: one.layers + (try plan([[cid], [UUID()]], .weeks)).layers)
        #expect(try kinds(both) == [.overlap])
    }
}

@Suite struct ToldGapTests {
    private typealias Gap = OnCallCoverage.Stretch

    private func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func weekends(_ start: String, _ count: Int) throws -> [Gap] {
        let first = try Gap(from: at(start), until: at(start) + 62 * 3600)
        return (0..<count).map { week in
            let later = Double(week) * 7 * 86_400
            return Gap(from: first.from + later, until: first.until + later)
        }
    }

    private func told(_ gaps: [Gap], _ horizon: String, before: [Gap] = []) throws -> ToldGaps {
        try #require(ToldGaps(gaps, until: at(horizon), zone: "Europe/Berlin", before: before))
    }

    @Test func `what comes back every week is told once, also night after night, and over a change of the clock`()
        throws
    {
        let first = try told(weekends("2026-10-02T16:00:00Z", 3), "2026-10-27T00:00:00Z")
        #expect(first.news.count == 1)
        var summer = try weekends("2026-10-16T16:00:00Z", 1)
        // From the 25th of October on it begins an hour later by UTC, and by the clock as before.
        summer.append(try Gap(from: at("2026-10-30T17:00:00Z"), until: at("2026-11-02T07:00:00Z")))
        let later = try told(summer, "2026-11-10T00:00:00Z", before: first.told)
        #expect(later.news.isEmpty && later.told == first.told)
        let cut = try Gap(from: at("2026-11-06T17:00:00Z"), until: at("2026-11-07T02:00:00Z"))
        #expect(try told(summer + [cut], "2026-11-07T02:00:00Z", before: later.told).news.isEmpty, "cut by the horizon")
    }

    @Test func `one that grows or has begun is the same, another one is not, and what was closed may be told again`()
        throws
    {
        let endless = try Gap(from: at("2026-10-20T08:00:00Z"), until: at("2026-10-25T00:00:00Z"))
        let first = try told([endless], "2026-10-25T00:00:00Z")
        #expect(first.news == [endless])
        let grown = try Gap(from: at("2026-10-21T00:00:00Z"), until: at("2026-10-26T00:00:00Z"))
        let second = try told([grown], "2026-10-26T00:00:00Z", before: first.told)
        #expect(second.news.isEmpty && second.told.map(\.until) == [grown.until])
        let other = try Gap(from: at("2026-10-28T08:00:00Z"), until: at("2026-10-28T12:00:00Z"))
        #expect(try told([grown, other], "2026-11-10T00:00:00Z", before: first.told).news == [other])
        let closed = try told([], "2026-11-10T00:00:00Z", before: first.told)
        #expect(closed.told.isEmpty)
        #expect(try told([endless], "2026-11-10T00:00:00Z", before: closed.told).news == [endless])
    }
}
