import DeskDomain
import Foundation
import Records
import Testing

struct BusyTimeTests {
    private static let day = try? BusyTime.checked(
        name: "Office", weekdays: [.friday, .monday], from: "08:30", until: "18:00", zone: "Europe/Berlin", factor: 2,
        at: "busyTimes.0")
    private static let night = try? BusyTime.checked(
        name: "Night sale", weekdays: [.friday], from: "22:00", until: "02:00", zone: "Europe/Berlin", factor: 5,
        at: "busyTimes.1")

    @Test(arguments: [
        ("2026-11-20T07:29:59Z", 1.0), ("2026-11-20T07:30:00Z", 2), ("2026-11-20T16:59:59Z", 2),
        ("2026-11-20T17:00:00Z", 1), ("2026-11-20T21:00:00Z", 5), ("2026-11-21T00:59:59Z", 5),
        ("2026-11-21T01:00:00Z", 1), ("2026-11-21T12:00:00Z", 1), ("2026-07-20T06:30:00Z", 2),
    ])
    func `an hour is worth more in busy hours, by the clock of their zone`(instant: String, factor: Double) throws {
        let times = [try #require(Self.day), try #require(Self.night)]
        let instant = try #require(try? Date(instant, strategy: .iso8601))
        #expect(times.worth(1_000, at: instant) == 1_000 * factor)
    }

    @Test(arguments: [
        ("8:30", "18:00", "Europe/Berlin", 2.0, "busyTimes.0.from"),
        ("08:30", "24:01", "Europe/Berlin", 2, "busyTimes.0.until"),
        ("08:30", "18:60", "Europe/Berlin", 2, "busyTimes.0.until"),
        ("08:30", "18:00", "Mars/Base", 2, "busyTimes.0.zone"),
        ("08:30", "18:00", "Europe/Berlin", -1, "busyTimes.0.factor"), ("٠٨:٣٠", "18:00", "UTC", 2, "busyTimes.0.from"),
    ])
    func `hours that make no sense are refused with their field`(
        from: String, until: String, zone: String, factor: Double, field: String
    ) {
        let refusal = #expect(throws: Invalid.self) {
            _ = try BusyTime.checked(
                name: "Office", weekdays: [.monday], from: from, until: until, zone: zone, factor: factor,
                at: "busyTimes.0")
        }
        #expect(refusal?.field == field)
    }

    @Test func `goals are percentages, minutes and few words`() throws {
        #expect(
            try ServiceGoals(availability: 99.95, business: [" 5,000 orders an hour "]).business == [
                "5,000 orders an hour"
            ])
        #expect(throws: Invalid.self) { _ = try ServiceGoals(availability: 100.1) }
        #expect(throws: Invalid.self) { _ = try ServiceGoals(restoreMinutes: 0) }
        #expect(throws: Invalid.self) { _ = try ServiceGoals(business: Array(repeating: "x", count: 11)) }
    }
}
