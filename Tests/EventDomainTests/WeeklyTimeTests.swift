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
