import Foundation
import Records

/// Something the business runs on, with what it is worth, who answers for it and who restores it.
package typealias BusinessService = Definition<ServiceDetails>

/// What is known of a service apart from whether it is in use.
package struct ServiceDetails: Definable {
    package static let kind = "service"

    /// How much the business depends on a service; 1 is the most.
    package enum Criticality: Int, Codable, CaseIterable, Sendable { case vital = 1, important, useful, minor }

    /// No two active services share one.
    package let name: String
    package let description: String?
    package let criticality: Criticality
    /// What an hour of full outage costs the business, in its own currency.
    package let valuePerHour: Double
    /// The person who answers for it.
    package let owner: UUID?
    /// The team that restores it.
    package let team: UUID?
    /// The organisations that may use it; empty for everyone.
    package var audience: [UUID] { entitled ?? [] }
    private let entitled: [UUID]?
    package let goals: ServiceGoals?
    /// Hours in which it is worth more or less than `valuePerHour`.
    package var busyTimes: [BusyTime] { busy ?? [] }
    private let busy: [BusyTime]?

    /// The most organisations an audience names.
    package static let mostInAudience = 100

    private enum CodingKeys: String, CodingKey {
        case name, description, criticality, valuePerHour, owner, team, goals
        case entitled = "audience"
        case busy = "busyTimes"
    }

    /// Throws `Invalid` naming the field at fault.
    package init(
        name: String, description: String? = nil, criticality: Int, valuePerHour: Double, owner: UUID? = nil,
        team: UUID? = nil, audience: [UUID] = [], goals: ServiceGoals? = nil, busyTimes: [BusyTime] = []
    ) throws(Invalid) {
        self.name = try Wording.line(name, field: "name")
        self.description = try Wording.paragraphs(description, field: "description", atMost: 4_000)
        self.criticality = try Self.criticality(criticality)
        self.valuePerHour = try Self.value(valuePerHour)
        self.owner = owner
        self.team = team
        self.entitled = try Self.audience(audience)
        self.goals = goals
        try Wording.bounded(busyTimes.count, field: "busyTimes", atMost: BusyTime.most)
        self.busy = busyTimes.isEmpty ? nil : busyTimes
    }

    /// Each once; nil for everyone, so that older records stay as they were written.
    private static func audience(_ organisations: [UUID]) throws(Invalid) -> [UUID]? {
        var seen: Set<UUID> = []
        let distinct = organisations.filter { seen.insert($0).inserted }
        guard distinct.count <= mostInAudience else {
            throw Invalid("Give at most \(mostInAudience) organisations.", field: "audience", code: "too_many")
        }
        return distinct.isEmpty ? nil : distinct
    }

    private static func criticality(_ number: Int) throws(Invalid) -> Criticality {
        guard let criticality = Criticality(rawValue: number) else {
            throw Invalid("Give a criticality from 1 (most) to 4.", field: "criticality", code: "out_of_range")
        }
        return criticality
    }

    private static func value(_ perHour: Double) throws(Invalid) -> Double {
        guard perHour >= 0, perHour <= 1e12 else {
            throw Invalid(
                "Give the value of an hour as a number from 0 to 1000000000000.", field: "valuePerHour",
                code: "out_of_range")
        }
        return perHour
    }
}
