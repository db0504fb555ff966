import Foundation
import Records

/// So many people told of trouble with a service in a short time, and monitoring saw none of it.
package struct MonitoringGap: Codable, Equatable, Sendable {
    /// So many people within so many minutes are no chance.
    package static let leastPeople = 5
    package static let minutes = 10

    package let service: UUID
    /// Who told of it in that time.
    package let people: Int
    package let why: Explanation

    /// Nil while they are too few, or monitoring sees the service hurt too: `seen` is its health in words.
    package init?(service: UUID, name: String, people: Int, seen: String, openSituations: Int) {
        guard people >= Self.leastPeople, openSituations == 0, !["degraded", "down", "maintenance"].contains(seen)
        else {
            return nil
        }
        self.service = service
        self.people = people
        why = Explanation(
            decision: "monitoring-gap", rule: "users before monitoring",
            inputs: [
                "service": service.uuidString.lowercased(), "people": String(people),
                "leastPeople": "\(Self.leastPeople)",
                "minutes": "\(Self.minutes)", "health": seen, "openSituations": String(openSituations),
            ], outcome: "gap",
            because: "\(people) people told of \(name) within \(Self.minutes) minutes; monitoring sees nothing.")
    }
}
