import DeskDomain
import Foundation
import Records
import Testing

@Suite struct RecurrenceTests {
    @Test func `nine in the morning stays nine through both changes of the clock`() throws {
        let rule = try aRule(.days(every: 1), "2026-03-27")
        let spring = rule.next(4, after: at("2026-03-27T00:00:00Z"))
        #expect(
            spring == [
                at("2026-03-27T08:00:00Z"), at("2026-03-28T08:00:00Z"), at("2026-03-29T07:00:00Z"),
                at("2026-03-30T07:00:00Z"),
            ])
        let autumn = rule.next(2, after: at("2026-10-24T12:00:00Z"))
        #expect(autumn == [at("2026-10-25T08:00:00Z"), at("2026-10-26T08:00:00Z")])
    }

    @Test func `a time left out comes an hour later, a time that comes twice is the first`() throws {
        let rule = try aRule(.days(every: 1), "2026-01-01", minute: 150)
        #expect(rule.next(1, after: at("2026-03-28T12:00:00Z")) == [at("2026-03-29T01:30:00Z")])
        #expect(
            rule.next(2, after: at("2026-10-24T12:00:00Z")) == [
                at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"),
            ])
    }

    @Test func `south of the equator and half hours count as well`() throws {
        let sydney = try aRule(.days(every: 1), "2026-01-01", zone: "Australia/Lord_Howe")
        #expect(
            sydney.next(2, after: at("2026-04-03T23:00:00Z")) == [
                at("2026-04-04T22:30:00Z"), at("2026-04-05T22:30:00Z"),
            ])
    }

    @Test func `the second Monday and the last Friday are found in every month`() throws {
        let second = try aRule(.monthWeekday(every: 1, ordinal: 2, weekday: .monday), "2026-01-01", zone: "UTC")
        #expect(days(second, 4, "2026-01-01T00:00:00Z") == ["2026-01-12", "2026-02-09", "2026-03-09", "2026-04-13"])
        let last = try aRule(.monthWeekday(every: 2, ordinal: -1, weekday: .friday), "2026-01-01", zone: "UTC")
        #expect(days(last, 3, "2026-01-01T00:00:00Z") == ["2026-01-30", "2026-03-27", "2026-05-29"])
    }

    @Test func `the 31st is the last day of shorter months`() throws {
        let rule = try aRule(.monthDay(every: 1, day: 31), "2028-01-31", zone: "UTC")
        #expect(days(rule, 4, "2028-01-01T00:00:00Z") == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"])
    }

    @Test func `every second week counts from the week it begins in`() throws {
        let rule = try aRule(.weeks(every: 2, weekdays: [.tuesday, .friday]), "2026-01-07", zone: "UTC")
        #expect(
            days(rule, 5, "2026-01-01T00:00:00Z") == [
                "2026-01-09", "2026-01-20", "2026-01-23", "2026-02-03", "2026-02-06",
            ])
        #expect(days(rule, 1, "2031-06-01T00:00:00Z").count == 1)
    }

    @Test func `skipped days move forward, and two that meet are one`() throws {
        let rule = try aRule(
            .days(every: 1), "2026-12-24", zone: "UTC", skipsWeekends: true, holidays: ["2026-12-25", "2026-12-28"])
        #expect(days(rule, 3, "2026-12-24T00:00:00Z") == ["2026-12-24", "2026-12-29", "2026-12-30"])
        let first = try aRule(.monthDay(every: 1, day: 1), "2026-01-01", zone: "UTC", skipsWeekends: true)
        #expect(days(first, 2, "2026-07-15T00:00:00Z") == ["2026-08-03", "2026-09-01"])
    }

    @Test func `it ends with its last day`() throws {
        let rule = try aRule(.days(every: 1), "2026-01-01", zone: "UTC", until: "2026-01-03")
        #expect(days(rule, 5, "2026-01-01T12:00:00Z") == ["2026-01-02", "2026-01-03"])
        #expect(rule.next(1, after: at("2026-01-03T09:00:00Z")).isEmpty)
    }

    @Test func `each next one follows from the one before`() throws {
        for pattern in [
            Recurrence.Pattern.days(every: 3), .weeks(every: 1, weekdays: [.sunday, .monday]),
            .monthDay(every: 1, day: 30), .monthWeekday(every: 3, ordinal: 4, weekday: .sunday),
        ] {
            let rule = try aRule(pattern, "2026-01-01", skipsWeekends: true, holidays: ["2026-10-26"])
            let all = rule.next(40, after: at("2026-01-01T00:00:00Z"))
            #expect(all.count == 40 && all == all.sorted() && Set(all).count == 40)
            for (one, next) in zip(all, all.dropFirst()) { #expect(rule.next(1, after: one) == [next]) }
        }
    }

    @Test func `days are counted and named through the centuries`() throws {
        for text in ["1970-01-01", "2000-02-29", "1900-03-01", "2026-11-22", "9999-12-31", "0004-02-29"] {
            let day = try #require(LocalDay(text))
            #expect(LocalDay(number: day.number) == day && day.description == text)
        }
        #expect(LocalDay("1970-01-01")?.number == 0 && LocalDay("2026-11-22")?.weekday == .sunday)
        #expect(LocalDay("1900-02-29") == nil && LocalDay("2026-13-01") == nil && LocalDay("26-1-1") == nil)
    }

    private func days(_ rule: Recurrence, _ count: Int, _ after: String) -> [String] {
        rule.next(count, after: at(after)).map {
            LocalDay(number: Int($0.timeIntervalSince1970 / 86_400)).description
        }
    }
}

func at(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }

func aRule(
    _ pattern: Recurrence.Pattern, _ from: String, minute: Int = 540, zone: String = "Europe/Berlin",
    until: String? = nil, skipsWeekends: Bool = false, holidays: [String] = []
) throws -> Recurrence {
    try Recurrence(
        pattern: pattern, minute: minute, zone: zone, from: try #require(LocalDay(from)),
        until: until.flatMap { LocalDay($0) }, skipsWeekends: skipsWeekends,
        holidays: holidays.compactMap { LocalDay($0) })
}
