import EventDomain
import Foundation
import Records
import Testing

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
        #expect(throws: Never.self) {
            try check([LabelMatcher(name: "host", value: "a", isEqual: false)], end: noon + 1)
        }
        #expect(throws: Invalid.self) { try check([LabelMatcher(name: "host", value: "a")], end: nil) }
        #expect(throws: Invalid.self) { try check([LabelMatcher(name: "host", value: "a")], end: noon) }
    }

    @Test func `new terms never move a silence to other integrations`() throws {
        let (start, integration) = (Date(timeIntervalSince1970: 1_795_000_000), UUID())
        func terms(_ comment: String, of integration: UUID?) -> Silence.Terms {
            Silence.Terms(
                matchers: [LabelMatcher(name: "host", value: "db1", isRegex: false, isEqual: true)], start: start,
                end: start + 3600, weekly: nil, comment: comment, author: "ops", integration: integration)
        }
        let id = UUID()
        let silence = try #require(
            Silence.beginning(id, with: .created(terms: terms("disk swap", of: integration)), at: start))
        let facts = try silence.deciding(.amend(terms("disk swap, longer", of: nil)), at: start)
        #expect(facts == [.amended(terms: terms("disk swap, longer", of: integration))])
        #expect(try silence.deciding(.amend(terms("disk swap", of: nil)), at: start) == [])
    }
}
