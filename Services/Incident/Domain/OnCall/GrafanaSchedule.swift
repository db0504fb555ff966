import Foundation
import Records

/// A schedule of Grafana OnCall with its shifts: events that recur, some with people in turn, and overrides.
struct GrafanaSchedule: Decodable {
    struct Shift: Decodable {
        let id: String?
        let name: String?
        /// `rolling_users`, `recurrent_event`, `single_event`, `override`.
        let type: String
        let level: Int?
        /// By the clock of the shift's zone: `2026-03-02T09:00:00`.
        let start: String
        let rotation_start: String?
        let until: String?
        /// In seconds.
        let duration: Int
        let time_zone: String?
        /// `hourly`, `daily`, `weekly`.
        let frequency: String?
        let interval: Int?
        let by_day: [String]?
        let users: [String]?
        let rolling_users: [[String]]?
        let start_rotation_from_user_index: Int?
    }

    let name: String
    let time_zone: String
    let shifts: [Shift]

    private enum CodingKeys: String, CodingKey { case name, time_zone, shifts = "on_call_shifts" }

    static func read(_ file: Data) throws -> GrafanaSchedule {
        try JSONDecoder().decode(GrafanaSchedule.self, from: file)
    }

    func plan(_ register: inout OnCallRegister) throws -> OnCallImport {
        guard let zone = ZoneOffsets(time_zone) else {
            throw Invalid("There is no time zone \(time_zone).", field: "file", code: "unknown_zone")
        }
        var (plan, leftOut) = (OnCallPlan(zone: time_zone, layers: []), [String]())
        var layers: [OnCallLayer] = []
        for (place, shift) in shifts.enumerated() {
            let name = shift.name ?? shift.id ?? "Shift \(place + 1)"
            guard shift.time_zone == nil || shift.time_zone == time_zone else {
                leftOut.append("\(name): it is in another time zone than its schedule.")
                continue
            }
            guard let start = WallTime(shift.start) else {
                throw Invalid("The start of \(name) cannot be read.", field: "file.on_call_shifts.\(place).start")
            }
            if shift.type == "override" || shift.type == "single_event" {
                plan.exceptions += shift.exceptions(from: start, zone, &register)
            } else if let layer = shift.layer(name, from: start, zone, &register) {
                layers.append(layer)
            } else {
                leftOut.append("\(name): it recurs in a way that is not known here.")
            }
        }
        return OnCallImport(
            name: name, plan: OnCallPlan(zone: time_zone, layers: layers, exceptions: plan.exceptions),
            leftOut: leftOut)
    }
}

extension GrafanaSchedule.Shift {
    private static let days: [String: Weekday] = [
        "MO": .monday, "TU": .tuesday, "WE": .wednesday, "TH": .thursday, "FR": .friday, "SA": .saturday, "SU": .sunday,
    ]

    /// The first relieves everybody; the others cannot be on call beside it.
    fileprivate func exceptions(
        from start: WallTime, _ zone: ZoneOffsets, _ register: inout OnCallRegister
    ) -> [OnCallException] {
        let begin = Date(timeIntervalSince1970: Double(zone.first(showing: start.seconds)))
        let people = (users ?? rolling_users?.first ?? []).compactMap { register.person($0) }
        return people.prefix(1).map {
            OnCallException(
                id: UUID(), kind: .override, from: begin, until: begin + Double(duration), instead: nil, by: $0)
        }
    }

    /// Nil for a way to recur that layers do not have.
    fileprivate func layer(
        _ name: String, from start: WallTime, _ zone: ZoneOffsets, _ register: inout OnCallRegister
    ) -> OnCallLayer? {
        let units: [String: OnCallLayer.Unit] = ["hourly": .hours, "daily": .days, "weekly": .weeks]
        guard let unit = units[frequency ?? ""], duration > 0, duration % 60 == 0 else { return nil }
        var turns: [[UUID]] = []
        for group in rolling_users ?? users.map({ [$0] }) ?? [] {
            turns.append(group.compactMap { register.person($0) })
        }
        let first = min(max(start_rotation_from_user_index ?? 0, 0), max(turns.count - 1, 0))
        turns = Array(turns[first...] + turns[..<first])
        let days = (by_day ?? []).compactMap { Self.days[$0.uppercased()] }
        let isDaily = !days.isEmpty && duration <= 86_400
        guard days.isEmpty || (isDaily && unit != .hours) else { return nil }
        return OnCallLayer(
            name: name, level: level ?? 0, turns: turns,
            start: isDaily && unit == .weeks ? start.monday : start, every: interval ?? 1, unit: unit,
            windows: isDaily ? days.map { start.window(on: $0, lasting: duration / 60) } : [],
            lasts: isDaily ? nil : duration / 60,
            from: Date(timeIntervalSince1970: Double(zone.first(showing: start.seconds))),
            until: until.flatMap(WallTime.init).map {
                Date(timeIntervalSince1970: Double(zone.first(showing: $0.seconds)))
            })
    }
}

extension WallTime {
    /// Midnight of its week's Monday.
    fileprivate var monday: WallTime { WallTime(seconds: seconds - WallTime.secondOfWeek(seconds)) }

    /// From this time of day on a day, for so many minutes, at most a day.
    fileprivate func window(on day: Weekday, lasting minutes: Int) -> OnCallWindow {
        let from = WallTime.secondOfWeek(seconds) % 86_400 / 60
        let next = Weekday.allCases[(day.index + 1) % 7]
        return OnCallWindow(
            fromDay: day, from: from, untilDay: from + minutes > 1440 ? next : day,
            until: from + minutes > 1440 ? from + minutes - 1440 : from + minutes)
    }
}
