import Foundation
import IncidentDomain
import Records
import Testing

/// Who is on call by counting what the clock on the wall has shown: slow, and knows nothing of the calendar's ways.
struct OnCallOracle {
    private let plan: OnCallPlan
    private let zone: TimeZone

    init(_ plan: OnCallPlan) {
        self.plan = plan
        zone = TimeZone(identifier: plan.zone) ?? .gmt
    }

    func onCall(at instant: Date) -> [UUID] {
        let found = plan.layers.map { ($0.level, onDuty(in: $0, at: instant)) }.filter { !$0.1.isEmpty }
        let highest = found.map(\.0).max()
        var people: [UUID] = []
        for (level, group) in found where level == highest { people += group.filter { !people.contains($0) } }
        for change in plan.exceptions where change.from <= instant && instant < change.until {
            guard let instead = change.instead else {
                people = [change.by]
                continue
            }
            guard instead != change.by, let place = people.firstIndex(of: instead) else { continue }
            if people.contains(change.by) { people.remove(at: place) } else { people[place] = change.by }
        }
        return people
    }

    private func onDuty(in layer: OnCallLayer, at instant: Date) -> [UUID] {
        if let from = layer.from, instant < from { return [] }
        if let until = layer.until, instant >= until { return [] }
        if !layer.windows.isEmpty, !layer.windows.contains(where: { isWithin($0, instant) }) { return [] }
        guard let (turn, begun) = turn(of: layer, at: instant) else { return [] }
        if let lasts = layer.lasts, instant.timeIntervalSince(begun) >= Double(lasts * 60) { return [] }
        return layer.turns[turn % layer.turns.count]
    }

    /// The turn, and when it began.
    private func turn(of layer: OnCallLayer, at instant: Date) -> (Int, Date)? {
        let unit = ["hours": 3600, "days": 86_400, "weeks": 604_800][layer.unit.rawValue] ?? 0
        let length = Double(layer.every * unit)
        if layer.unit == .hours {
            let first = search(Double(layer.start.seconds))
            let turn = Int((instant.timeIntervalSince(first) / length).rounded(.down))
            return turn < 0 ? nil : (turn, first + Double(turn) * length)
        }
        let turn = Int(((latestShown(until: instant) - Double(layer.start.seconds)) / length).rounded(.down))
        guard turn >= 0 else { return nil }
        return (turn, search(Double(layer.start.seconds) + Double(turn) * length))
    }

    private func shown(_ instant: Date) -> Double {
        instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))
    }

    /// The latest time that the clock has shown up to an instant: it may have been set back since.
    private func latestShown(until instant: Date) -> Double {
        var latest = shown(instant)
        for quarter in 1...120 {
            let before = instant - Double(quarter) * 900
            guard shown(before + 900) < shown(before) + 900 else { continue }
            // Within this quarter it was set back: the second before counts.
            for second in 0..<900 { latest = max(latest, shown(before + Double(second))) }
        }
        return latest
    }

    /// The first instant whose clock shows this or later. Hand-overs and changes of clocks are on quarters of an hour.
    private func search(_ local: Double) -> Date {
        var instant = Date(timeIntervalSince1970: local) - 15 * 3600
        while shown(instant) < local { instant += 900 }
        return instant
    }

    private func isWithin(_ window: OnCallWindow, _ instant: Date) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: instant)
        let minute = (((parts.weekday ?? 1) + 5) % 7) * 1440 + (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        let days = Weekday.allCases
        let from = (days.firstIndex(of: window.fromDay) ?? 0) * 1440 + window.from
        let until = ((days.firstIndex(of: window.untilDay) ?? 0) * 1440 + window.until) % 10_080
        return from < until ? (from..<until).contains(minute) : minute >= from || minute < until
    }
}

@Suite struct OnCallCalendarTests {
    static let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]

    /// 10,000 instants in five zones, half of them near a change of the clocks.
    @Test(arguments: zones) func `random instants are as a slow oracle says`(zone: String) throws {
        for seed in 0..<20 {
            var random = Dice(UInt64(seed * 31 + zone.count))
            let plan = OnCallPlan.random(zone, &random)
            let (calendar, oracle) = (try #require(OnCallCalendar(plan)), OnCallOracle(plan))
            for _ in 0..<100 {
                let instant = Date.near(zone, &random)
                #expect(calendar.onCall(at: instant).people == oracle.onCall(at: instant), "\(zone) \(seed) \(instant)")
            }
        }
    }

    @Test(arguments: zones) func `the final schedule says at every instant the same as the question`(
        zone: String
    ) throws {
        for seed in 0..<6 {
            var random = Dice(UInt64(seed * 77 + 5))
            let calendar = try #require(OnCallCalendar(.random(zone, &random)))
            let start = Date.near(zone, &random) - 10 * 86_400
            let shifts = calendar.shifts(from: start, until: start + 20 * 86_400)
            #expect(shifts.first?.from == start && shifts.last?.until == start + 20 * 86_400)
            for (shift, next) in zip(shifts, shifts.dropFirst()) { #expect(shift.until == next.from) }
            for _ in 0..<200 {
                let instant = start + Double(Int.random(in: 0..<(20 * 86_400), using: &random))
                let shift = shifts.first { $0.from <= instant && instant < $0.until }
                #expect(shift?.people == calendar.onCall(at: instant).people, "\(zone) \(seed) \(instant)")
            }
        }
    }

    private let ann = UUID(), ben = UUID(), cid = UUID()

    private func weekly(_ exceptions: [OnCallException] = []) throws -> OnCallCalendar {
        let start = try #require(WallTime("2026-03-23T09:00"))
        let plan = OnCallPlan(
            zone: "Europe/Berlin", layers: [OnCallLayer(name: "First line", turns: [[ann], [ben]], start: start)],
            exceptions: exceptions)
        return try #require(OnCallCalendar(plan))
    }

    private func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test func `a hand-over at nine stays at nine when summer time begins`() throws {
        let shifts = try weekly().shifts(from: at("2026-03-23T08:00:00Z"), until: at("2026-04-06T07:00:00Z"))
        #expect(shifts.map(\.people) == [[ann], [ben]])
        #expect(shifts.map(\.from) == [try at("2026-03-23T08:00:00Z"), try at("2026-03-30T07:00:00Z")])
        #expect(try weekly().onCall(at: at("2026-03-23T07:59:59Z")).people == [])
    }

    @Test func `who takes over is on call at once, and a swap outlives other changes`() throws {
        let takeover = OnCallException(
            id: UUID(), kind: .takeover, from: try at("2026-03-25T10:00:00Z"), until: try at("2026-03-25T18:00:00Z"),
            instead: nil, by: cid)
        let swap = OnCallException(
            id: UUID(), kind: .swap, from: try at("2026-03-24T00:00:00Z"), until: try at("2026-03-27T00:00:00Z"),
            instead: ann, by: ben)
        let calendar = try weekly([swap, takeover])
        #expect(try calendar.onCall(at: at("2026-03-25T09:59:59Z")).people == [ben])
        #expect(try calendar.onCall(at: at("2026-03-25T10:00:00Z")).people == [cid])
        #expect(try calendar.onCall(at: at("2026-03-25T18:00:00Z")).exceptions == [swap.id])
    }

    @Test func `a layer above decides where it has somebody, and what nobody covers is a gap`() throws {
        let start = try #require(WallTime("2026-01-05T00:00"))
        let office = Weekday.allCases.prefix(5).map {
            OnCallWindow(fromDay: $0, from: 9 * 60, untilDay: $0, until: 17 * 60)
        }
        let plan = OnCallPlan(
            zone: "Europe/Berlin",
            layers: [
                OnCallLayer(name: "Night", level: 0, turns: [[ann], []], start: start, unit: .days),
                OnCallLayer(name: "Day", level: 1, turns: [[ben]], start: start, windows: Array(office)),
            ])
        let calendar = try #require(OnCallCalendar(plan))
        let shifts = try calendar.shifts(from: at("2026-01-04T23:00:00Z"), until: at("2026-01-11T23:00:00Z"))
        #expect(shifts.prefix(3).map(\.people) == [[ann], [ben], [ann]])
        let coverage = try #require(OnCallCoverage(shifts, zone: plan.zone))
        let open = coverage.gaps.map { $0.until.timeIntervalSince($0.from) / 3600 }
        #expect(open.reduce(0, +) == 56)
        #expect(coverage.loads.map(\.person) == [ann, ben] && coverage.loads.map(\.hours) == [72, 40])
        #expect(coverage.loads[0].weekendHours == 24 && coverage.loads[0].nightHours == 32)
        #expect(abs(coverage.unevenness - 72.0 / 56) < 1e-9)
    }

    @Test func `shifts become an iCalendar file with short lines and nothing that breaks out of it`() throws {
        let shifts = try weekly().shifts(from: at("2026-03-23T08:00:00Z"), until: at("2026-03-31T07:00:00Z"))
        let name = "Line; one,\nEND:VEVENT \(String(repeating: "ü", count: 80))"
        let file = OnCallICalendar(name, shifts, names: [ann: "Ann", ben: "Ben"], id: UUID(), madeAt: shifts[0].from)
            .text
        let lines = file.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.filter { $0 == "END:VEVENT" }.count == 2 && lines.contains("DTSTART:20260330T070000Z"))
        #expect(file.replacing("\r\n ", with: "").contains("SUMMARY:Ann: Line\\; one\\,\\nEND:VEVENT üüü"))
    }

    @Test(arguments: ["2026-02-29T09:00", "2026-13-01T09:00", "2026-01-01T24:00", "2026-01-01", "x"])
    func `what is no time on a date is refused`(text: String) { #expect(WallTime(text) == nil) }

    @Test func `a wall time is written as it was read`() {
        #expect(WallTime("2024-02-29T23:05")?.text == "2024-02-29T23:05")
        #expect(WallTime("1999-12-31T00:00:59")?.text == "1999-12-31T00:00")
    }
}

extension OnCallPlan {
    static func random(_ zone: String, _ random: inout Dice) -> OnCallPlan {
        let people = (0..<5).map { number in
            UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, UInt8(number)))
        }
        let layers = (0..<Int.random(in: 1...3, using: &random)).map { place in
            let unit = OnCallLayer.Unit.allCases.randomElement(using: &random) ?? .weeks
            return OnCallLayer(
                name: "L\(place)", level: Int.random(in: 0...1, using: &random),
                turns: (0..<Int.random(in: 1...4, using: &random)).map { _ in
                    Array(people.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)))
                },
                // Hand-overs at times that come twice, or not at all, are likely.
                start: WallTime(
                    seconds: 1_262_304_000 + Int.random(in: 0..<300, using: &random) * 86_400
                        + [0, 5400, 7200, 9000, 32_400, 84_600][Int.random(in: 0..<6, using: &random)]),
                every: unit == .hours ? Int.random(in: 1...30, using: &random) : Int.random(in: 1...3, using: &random),
                unit: unit, windows: Bool.random(using: &random) ? [] : windows(&random),
                lasts: Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 30...4_000, using: &random) : nil)
        }
        let exceptions = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let from = Date.near(zone, &random)
            let instead = Bool.random(using: &random) ? people.randomElement(using: &random) : nil
            return OnCallException(
                id: UUID(), kind: .override, from: from,
                until: from + Double(Int.random(in: 1..<400_000, using: &random)), instead: instead,
                by: people.randomElement(using: &random) ?? people[0])
        }
        return OnCallPlan(zone: zone, layers: layers, exceptions: exceptions)
    }

    private static func windows(_ random: inout Dice) -> [OnCallWindow] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            OnCallWindow(
                fromDay: Weekday.allCases.randomElement(using: &random) ?? .monday,
                from: Int.random(in: 0..<48, using: &random) * 30,
                untilDay: Weekday.allCases.randomElement(using: &random) ?? .monday,
                until: Int.random(in: 0...48, using: &random) * 30)
        }
    }
}

extension Date {
    /// A second between 2011 and 2027, every other time within a day of a change of the zone's clock.
    static func near(_ zone: String, _ random: inout Dice) -> Date {
        let any = Date(timeIntervalSince1970: Double(Int.random(in: 1_293_840_000..<1_798_761_600, using: &random)))
        guard Bool.random(using: &random),
            let jump = TimeZone(identifier: zone)?.nextDaylightSavingTimeTransition(after: any)
        else { return any }
        return Date(timeIntervalSince1970: jump.timeIntervalSince1970.rounded())
            + Double(Int.random(in: -90_000...90_000, using: &random))
    }
}
