import DeskDomain
import Foundation
import Records

/// What the business wants of a service, as the API takes and shows it.
struct ServiceGoalsBody: Codable, Sendable {
    let availability: Double?
    let restoreMinutes: Int?
    let business: [String]?

    init(_ goals: ServiceGoals) {
        availability = goals.availability
        restoreMinutes = goals.restoreMinutes
        business = goals.business
    }

    func checked() throws(Invalid) -> ServiceGoals {
        try ServiceGoals(availability: availability, restoreMinutes: restoreMinutes, business: business ?? [])
    }
}

/// Busy hours as the API takes and shows them: `from` and `until` are times of day such as `08:30`.
struct BusyTimeBody: Codable, Sendable {
    let name: String
    let weekdays: [Weekday]
    let from: String
    let until: String
    let zone: String
    let factor: Double

    init(_ time: BusyTime) {
        let clock = { (minute: Int) in String(format: "%02d:%02d", minute / 60, minute % 60) }
        name = time.name
        weekdays = time.weekdays
        from = clock(time.from)
        until = clock(time.until)
        zone = time.zone
        factor = time.factor
    }

    static func checked(_ times: [BusyTimeBody]) throws(Invalid) -> [BusyTime] {
        var checked: [BusyTime] = []
        for (index, time) in times.enumerated() {
            checked.append(
                try .checked(
                    name: time.name, weekdays: time.weekdays, from: time.from, until: time.until, zone: time.zone,
                    factor: time.factor, at: "busyTimes.\(index)"))
        }
        return checked
    }
}
