import Foundation
import Records

/// A schedule of Opsgenie: rotations side by side, each limited to times of day or of the week.
struct OpsgenieSchedule: Decodable {
    struct Rotation: Decodable {
        let name: String?
        let startDate: String
        let endDate: String?
        /// `hourly`, `daily`, `weekly`.
        let type: String
        let length: Int?
        let participants: [Participant]
        let timeRestriction: Restriction?
    }

    struct Participant: Decodable {
        /// `user`, `none`; teams and escalations name nobody.
        let type: String
        let username: String?
        let id: String?
    }

    struct Restriction: Decodable {
        let type: String
        let restriction: Hours?
        let restrictions: [Hours]?
    }

    struct Hours: Decodable {
        let startDay: String?
        let startHour: Int
        let startMin: Int
        let endDay: String?
        let endHour: Int
        let endMin: Int
    }

    let name: String
    let timezone: String
    let rotations: [Rotation]?

    /// The schedule itself, or an answer of the API with it as `data`.
    static func read(_ file: Data) throws -> OpsgenieSchedule {
        struct Answer: Decodable { let data: OpsgenieSchedule }
        let decoder = JSONDecoder()
        if let answer = try? decoder.decode(Answer.self, from: file) { return answer.data }
        return try decoder.decode(OpsgenieSchedule.self, from: file)
    }

    func plan(_ register: inout OnCallRegister) throws -> OnCallImport {
        guard let zone = ZoneOffsets(timezone) else {
            throw Invalid("There is no time zone \(timezone).", field: "file", code: "unknown_zone")
        }
        var (layers, leftOut): ([OnCallLayer], [String]) = ([], [])
        for (place, rotation) in (rotations ?? []).enumerated() {
            layers.append(try rotation.layer(place, zone, &register, &leftOut))
        }
        return OnCallImport(name: name, plan: OnCallPlan(zone: timezone, layers: layers), leftOut: leftOut)
    }
}

extension OpsgenieSchedule.Rotation {
    fileprivate func layer(
        _ place: Int, _ zone: ZoneOffsets, _ register: inout OnCallRegister, _ leftOut: inout [String]
    ) throws -> OnCallLayer {
        let units: [String: OnCallLayer.Unit] = ["hourly": .hours, "daily": .days, "weekly": .weeks]
        guard let unit = units[type], let begin = Self.instant(startDate) else {
            throw Invalid("The rotation \(name ?? "") cannot be read.", field: "file.rotations.\(place)")
        }
        var turns: [[UUID]] = []
        for participant in participants {
            if participant.type == "user", let key = participant.username ?? participant.id {
                turns.append(register.person(key).map { [$0] } ?? [])
            } else {
                turns.append([])
                if participant.type != "none" { leftOut.append("A \(participant.type) in \(name ?? "a rotation").") }
            }
        }
        let start = Int(begin.timeIntervalSince1970)
        return OnCallLayer(
            name: name ?? "Rotation \(place + 1)", turns: turns,
            start: WallTime(seconds: start + zone.offset(at: start)), every: length ?? 1, unit: unit,
            windows: try timeRestriction?.windows ?? [], from: begin, until: endDate.flatMap(Self.instant))
    }

    private static func instant(_ text: String) -> Date? {
        let plain = Date.ISO8601FormatStyle()
        return (try? plain.parse(text)) ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    }
}

extension OpsgenieSchedule.Restriction {
    fileprivate var windows: [OnCallWindow] {
        get throws {
            try (restrictions ?? restriction.map { [$0] } ?? []).flatMap { hours in
                guard let startDay = hours.startDay, let endDay = hours.endDay else {
                    return Weekday.allCases.map { hours.window(on: $0) }
                }
                guard let from = Weekday(rawValue: startDay.lowercased()),
                    let until = Weekday(rawValue: endDay.lowercased())
                else { throw Invalid("A day of the week cannot be read.", field: "file") }
                return [
                    OnCallWindow(
                        fromDay: from, from: hours.startHour * 60 + hours.startMin, untilDay: until,
                        until: hours.endHour * 60 + hours.endMin)
                ]
            }
        }
    }
}

extension OpsgenieSchedule.Hours {
    /// Ends on the next day when it does not end later than it begins.
    fileprivate func window(on day: Weekday) -> OnCallWindow {
        let (from, until) = (startHour * 60 + startMin, endHour * 60 + endMin)
        return OnCallWindow(
            fromDay: day, from: from, untilDay: until > from ? day : Weekday.allCases[(day.index + 1) % 7], until: until
        )
    }
}
