import DeskDomain
import Foundation
import Testing

@Suite struct WorkingHoursTests {
    private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test(arguments: [
        // Friday 20 November 2026 at 10:00 by the clock of Berlin.
        (DeliveryTime(1, .days), "2026-11-20T09:00:00Z", "2026-11-23T16:00:00Z"),
        (DeliveryTime(3, .days), "2026-11-20T09:00:00Z", "2026-11-25T16:00:00Z"),
        (DeliveryTime(1, .days), "2026-11-21T09:00:00Z", "2026-11-23T16:00:00Z"),
        (DeliveryTime(4, .hours), "2026-11-20T09:00:00Z", "2026-11-20T13:00:00Z"),
        (DeliveryTime(8, .hours), "2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z"),
        (DeliveryTime(2, .hours), "2026-11-20T20:00:00Z", "2026-11-23T10:00:00Z"),
        (DeliveryTime(2, .hours), "2026-11-20T03:00:00Z", "2026-11-20T10:00:00Z"),
        // Christmas is a Friday.
        (DeliveryTime(1, .days), "2026-12-24T09:00:00Z", "2026-12-28T16:00:00Z"),
        (DeliveryTime(10, .hours), "2026-12-24T14:00:00Z", "2026-12-28T16:00:00Z"),
        // The night in which the clock is put forward.
        (DeliveryTime(1, .days), "2026-03-27T09:00:00Z", "2026-03-30T15:00:00Z"),
    ])
    func `promises count time that is worked`(time: DeliveryTime, from: String, due: String) throws {
        let hours = WorkingHours(zone: berlin, holidays: ["2026-12-25"])
        let start = try Date(from, strategy: .iso8601)
        #expect(hours.due(time, from: start) == (try Date(due, strategy: .iso8601)))
    }
}
