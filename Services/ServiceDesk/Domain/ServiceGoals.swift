import Foundation
import Records

/// What the business wants of a service.
package struct ServiceGoals: Codable, Equatable, Sendable {
    /// The part of the agreed time in which it works, in percent.
    package let availability: Double?
    /// How long an outage may last, in minutes.
    package let restoreMinutes: Int?
    /// In the business's own words and figures: `5,000 orders an hour`.
    package let business: [String]

    private static let mostOfBusiness = 10

    /// Throws `Invalid` naming the field at fault.
    package init(availability: Double? = nil, restoreMinutes: Int? = nil, business: [String] = []) throws(Invalid) {
        guard availability.map((0...100).contains) ?? true else {
            throw Invalid("Give a percentage from 0 to 100.", field: "goals.availability", code: "out_of_range")
        }
        guard restoreMinutes.map((1...525_600).contains) ?? true else {
            throw Invalid(
                "Give 1 to 525600 minutes, which is a year.", field: "goals.restoreMinutes", code: "out_of_range")
        }
        try Wording.bounded(business.count, field: "goals.business", atMost: Self.mostOfBusiness)
        var lines: [String] = []
        for (index, goal) in business.enumerated() {
            lines.append(try Wording.line(goal, field: "goals.business.\(index)"))
        }
        self.availability = availability
        self.restoreMinutes = restoreMinutes
        self.business = lines
    }
}

extension BusyTime {
    /// The most that a service has.
    package static let most = 20

    /// - Parameter from: a time of day such as `08:30`; likewise `until`, which `24:00` may be.
    ///
    /// Throws `Invalid` naming the field at fault below `path`.
    package static func checked(
        name: String, weekdays: [Weekday], from: String, until: String, zone: String, factor: Double, at path: String
    ) throws(Invalid) -> BusyTime {
        guard !weekdays.isEmpty else {
            throw Invalid("Name at least one weekday.", field: "\(path).weekdays", code: "empty")
        }
        guard (0...1_000).contains(factor) else {
            throw Invalid("Give a factor from 0 to 1000.", field: "\(path).factor", code: "out_of_range")
        }
        guard let zone = try Wording.zone(zone, field: "\(path).zone") else {
            throw Invalid("Name a time zone such as Europe/Berlin.", field: "\(path).zone", code: "empty")
        }
        return BusyTime(
            name: try Wording.line(name, field: "\(path).name"),
            weekdays: Weekday.allCases.filter(weekdays.contains), from: try minute(from, field: "\(path).from"),
            until: try minute(until, field: "\(path).until"), zone: zone, factor: factor)
    }

    private static func minute(_ time: String, field: String) throws(Invalid) -> Int {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<60).contains(minute),
            (0...24 * 60).contains(hour * 60 + minute)
        else { throw Invalid("Give a time of day such as 08:30.", field: field, code: "time_form") }
        return hour * 60 + minute
    }
}
