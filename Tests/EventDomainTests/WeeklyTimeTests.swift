import EventDomain
import Foundation
import Records
import Testing

@Suite struct WeeklyTimeTests {
    private func utc(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func time(from start: String, to end: String) throws -> DateInterval {
        DateInterval(start: try utc(start), end: try utc(end))
    }

    private func first(_ weekly: WeeklyTime, around text: String) throws -> DateInterval? {
        let instant = try utc(text)
        return weekly.occurrences(around: instant).first { $0.end > instant }
    }

    /// Sundays, by the clock of Stockholm: summer time began on 2026-03-29 and ended on 2026-10-25.
    private func sundays(_ from: Int, _ to: Int) -> WeeklyTime {
        WeeklyTime(days: [7], from: from, to: to, zone: "Europe/Stockholm")
    }

    @Test func `an ordinary time follows the wall clock in winter and in summer`() throws {
        let night = sundays(22 * 60, 2 * 60)
        let winter = try #require(try first(night, around: "2026-01-04T12:00:00Z"))
        #expect(try winter == time(from: "2026-01-04T21:00:00Z", to: "2026-01-05T01:00:00Z"))
        let summer = try #require(try first(night, around: "2026-07-05T12:00:00Z"))
        #expect(try summer == time(from: "2026-07-05T20:00:00Z", to: "2026-07-06T00:00:00Z"))
    }

    @Test func `a time that the clock skips begins when it has jumped`() throws {
        let found = try #require(try first(sundays(150, 240), around: "2026-03-29T00:00:00Z"))
        #expect(try found == time(from: "2026-03-29T01:00:00Z", to: "2026-03-29T02:00:00Z"))
    }

    @Test func `a time that lies in what is skipped does not come`() throws {
        let times = try sundays(130, 170).occurrences(around: utc("2026-03-28T12:00:00Z"))
        let (from, to) = (try utc("2026-03-29T00:00:00Z"), try utc("2026-03-30T00:00:00Z"))
        #expect(!times.isEmpty && !times.contains { $0.start < to && $0.end > from })
    }

    @Test func `a time that comes twice begins with the first and ends with the second`() throws {
        let found = try #require(try first(sundays(150, 165), around: "2026-10-25T00:00:00Z"))
        #expect(try found == time(from: "2026-10-25T00:30:00Z", to: "2026-10-25T01:45:00Z"))
    }

    @Test func `a day is as long as it is`() throws {
        let day = sundays(0, 0)
        #expect(try first(day, around: "2026-03-29T00:00:00Z")?.duration == 23 * 3600)
        #expect(try first(day, around: "2026-10-25T00:00:00Z")?.duration == 25 * 3600)
        #expect(try first(day, around: "2026-06-07T00:00:00Z")?.duration == 24 * 3600)
    }

    @Test func `what cannot be used is named`() {
        #expect(throws: Invalid.self) { try WeeklyTime(days: [8], from: 0, to: 1, zone: "UTC").checked(at: "weekly") }
        #expect(throws: Invalid.self) { try WeeklyTime(days: [1], from: 0, to: 1, zone: "Mars").checked(at: "weekly") }
        #expect(throws: Invalid.self) {
            try WeeklyTime(days: [1], from: 1440, to: 1, zone: "UTC").checked(at: "weekly")
        }
    }
}

@Suite struct SilenceTests {
    private func made(
        _ matchers: [LabelMatcher], for seconds: TimeInterval? = 60, weekly: WeeklyTime? = nil
    ) -> Silence? {
        let terms = Silence.Terms(
            matchers: matchers, start: noon, end: seconds.map { noon + $0 }, weekly: weekly, comment: "disks",
            author: "Ada")
        return Silence.beginning(id(1), with: .created(terms: terms), at: noon)
    }

    @Test func `it mutes from its start to its end, not a moment longer`() throws {
        let silence = try #require(made([LabelMatcher(name: "host", value: "db1")]))
        #expect(silence.time(at: noon - 1) == nil && silence.nextTurn(after: noon - 1) == noon)
        #expect(silence.time(at: noon) != nil && silence.nextTurn(after: noon) == noon + 60)
        #expect(silence.time(at: noon + 60) == nil && silence.nextTurn(after: noon + 60) == nil)
        #expect(silence.applying(.ended, at: noon).time(at: noon + 5) == nil)
    }

    @Test func `a weekly one turns on and off, within its own beginning and end`() throws {
        let daily = WeeklyTime(days: Array(1...7), from: 13 * 60, to: 14 * 60, zone: "UTC")
        let silence = try #require(made([LabelMatcher(name: "host", value: "db1")], for: 2 * 86_400, weekly: daily))
        let start = try #require(silence.nextTurn(after: noon))
        #expect(start > noon && silence.time(at: start) != nil && silence.time(at: start - 1) == nil)
        var (turns, at) = (0, noon)
        while let next = silence.nextTurn(after: at) { (turns, at) = (turns + 1, next) }
        #expect(turns == 4)
    }

    @Test func `matchers are Alertmanager's`() {
        let labels = ["host": "db1", "job": "node"]
        func holds(_ name: String, _ value: String, _ isRegex: Bool = false, _ isEqual: Bool = true) -> Bool {
            MatcherSet([LabelMatcher(name: name, value: value, isRegex: isRegex, isEqual: isEqual)]).accepts(labels)
        }
        #expect(holds("host", "db1") && !holds("host", "db") && holds("host", "db.", true) && !holds("host", "b", true))
        #expect(holds("host", "web.*", true, false) && holds("env", "") && holds("env", "prod", false, false))
        #expect(!holds("host", "(", true) && MatcherSet([]).accepts(labels))
    }

    @Test func `a silence that would mute everything, or has no end, is refused`() {
        func check(_ matchers: [LabelMatcher], end: Date?) throws {
            _ = try Silence.Terms(matchers: matchers, start: noon, end: end, weekly: nil, comment: "c", author: "a")
                .checked()
        }
        #expect(throws: Invalid.self) { try check([], end: noon + 1) }
        #expect(throws: Invalid.self) {
            try check([LabelMatcher(name: "host", value: ".*", isRegex: true)], end: noon + 1)
        }
        #expect(throws: Invalid.self) {
            try check([LabelMatcher(name: "host", value: "(", isRegex: true)], end: noon + 1)
        }
        #expect(throws: Invalid.self) { try check([LabelMatcher(name: "host", value: "a")], end: nil) }
        #expect(throws: Invalid.self) { try check([LabelMatcher(name: "host", value: "a")], end: noon) }
    }
}
