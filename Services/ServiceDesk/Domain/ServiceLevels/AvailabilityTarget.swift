import Foundation
import Records

/// How much of the agreed time some services are up, by an agreement.
package struct AvailabilityTarget: Codable, Equatable, Sendable {
    package let services: [UUID]
    /// Percent of the agreed time: above 0, and below 100, since a promise of all of it leaves no error budget.
    package let percent: Double
    /// Its open hours are the agreed time.
    package let calendar: UUID
    /// Whether planned maintenance is time down; else it is no agreed time.
    package let countsPlanned: Bool
    /// How much of a degraded hour counts as down, from 0 to 1.
    package let degradedWeight: Double

    package init(
        services: [UUID], percent: Double, calendar: UUID, countsPlanned: Bool = false, degradedWeight: Double = 0
    ) {
        self.services = services
        self.percent = percent
        self.calendar = calendar
        self.countsPlanned = countsPlanned
        self.degradedWeight = degradedWeight
    }

    private static let most = 20
    private static let mostServices = 200

    /// Nil for none. Throws `Invalid` naming the field at fault; a service has one target in an agreement.
    static func checked(_ targets: [AvailabilityTarget]) throws(Invalid) -> [AvailabilityTarget]? {
        try Wording.bounded(targets.count, field: "availability", atMost: most)
        var seen: Set<UUID> = []
        for (index, target) in targets.enumerated() {
            let field = "availability.\(index)"
            try Wording.bounded(target.services.count, field: "\(field).services", atMost: mostServices)
            guard !target.services.isEmpty else {
                throw Invalid("Name at least one service.", field: "\(field).services", code: "empty")
            }
            for service in target.services where !seen.insert(service).inserted {
                throw Invalid("A service has one target.", field: "\(field).services", code: "twice")
            }
            guard target.percent > 0, target.percent < 100 else {
                throw Invalid(
                    "Give a percentage above 0 and below 100.", field: "\(field).percent", code: "out_of_range")
            }
            guard (0...1).contains(target.degradedWeight) else {
                throw Invalid("Give a part from 0 to 1.", field: "\(field).degradedWeight", code: "out_of_range")
            }
        }
        return targets.isEmpty ? nil : targets
    }
}
