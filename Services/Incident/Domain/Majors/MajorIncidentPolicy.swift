import Foundation
import Records

/// When an incident becomes a candidate, and how a major one is led.
package struct MajorIncidentPolicy: EditedRules {
    package static let name = "major-incident-policy"
    /// Its versions were counted from 0 before those of other rules were; what journals say of them stays true.
    package static let shippedVersion = 0

    /// Each makes a candidate by itself.
    package let rules: [MajorIncidentRule]
    package let cadence: Cadence
    /// People who are informed of every major incident; when empty, everybody whose role is manager.
    package let management: [UUID]
    /// Whose on-call person becomes commander; nil for the team of the incident.
    package let commandTeam: UUID?
    /// Whose on-call people write updates and notes; nil for nobody until somebody is named.
    package let communicationsTeam: UUID?

    /// Minutes between updates, by priority.
    package struct Cadence: Codable, Equatable, Sendable {
        package let critical: Int
        package let high: Int
        package let other: Int

        package init(critical: Int, high: Int, other: Int) {
            self.critical = critical
            self.high = high
            self.other = other
        }

        package func minutes(for priority: Priority) -> Int {
            switch priority {
            case .critical: critical
            case .high: high
            default: other
            }
        }
    }

    package init(
        rules: [MajorIncidentRule], cadence: Cadence, management: [UUID] = [], commandTeam: UUID? = nil,
        communicationsTeam: UUID? = nil
    ) {
        self.rules = rules
        self.cadence = cadence
        self.management = management
        self.commandTeam = commandTeam
        self.communicationsTeam = communicationsTeam
    }

    package static let shipped = MajorIncidentPolicy(
        rules: [
            MajorIncidentRule(name: "Highest priority", priority: 1),
            MajorIncidentRule(name: "Many people", affected: 50),
            MajorIncidentRule(name: "Many incidents of one cause", children: 20),
            MajorIncidentRule(name: "Costly outage", valuePerHour: 50_000),
            MajorIncidentRule(name: "Security", flag: .security),
            MajorIncidentRule(name: "Safety", flag: .safety),
        ],
        cadence: Cadence(critical: 15, high: 30, other: 60))

    package static let mostRules = 20
    package static let mostManagement = 50
    package static let longestName = 80

    package func check() throws(Invalid) {
        guard (1...Self.mostRules).contains(rules.count) else {
            throw Invalid("There are 1 to \(Self.mostRules) rules.", field: "rules", code: "number_of_rules")
        }
        for (index, rule) in rules.enumerated() { try rule.check("rules.\(index)") }
        guard Set(rules.map(\.name)).count == rules.count else {
            throw Invalid("Each rule has a name of its own.", field: "rules", code: "name_taken")
        }
        for (name, minutes) in [("critical", cadence.critical), ("high", cadence.high), ("other", cadence.other)] {
            guard CommunicationPlan.cadences.contains(minutes) else {
                throw Invalid("Updates come every 5 to 240 minutes.", field: "cadence.\(name)")
            }
        }
        guard management.count <= Self.mostManagement else {
            throw Invalid("At most \(Self.mostManagement) people.", field: "management", code: "too_many")
        }
    }
}

/// Conditions that together make an incident a candidate; those left out do not matter.
package struct MajorIncidentRule: Codable, Equatable, Sendable {
    package let name: String
    /// Its priority is this or higher: 1 is the highest.
    package let priority: Int?
    /// It hurts a service of this criticality or a higher one: 1 is the highest.
    package let criticality: Int?
    /// At least so many people said that it hurts them.
    package let affected: Int?
    /// It has at least so many children.
    package let children: Int?
    /// It costs at least so much an hour now.
    package let valuePerHour: Double?
    package let flag: Incident.Flag?

    package init(
        name: String, priority: Int? = nil, criticality: Int? = nil, affected: Int? = nil, children: Int? = nil,
        valuePerHour: Double? = nil, flag: Incident.Flag? = nil
    ) {
        self.name = name
        self.priority = priority
        self.criticality = criticality
        self.affected = affected
        self.children = children
        self.valuePerHour = valuePerHour
        self.flag = flag
    }

    package func isMet(by signs: MajorIncidentSigns) -> Bool {
        let conditions: [Bool?] = [
            priority.map { signs.priority <= $0 },
            criticality.map { limit in signs.criticality.map { $0 <= limit } ?? false },
            affected.map { signs.affected >= $0 },
            children.map { signs.children >= $0 },
            valuePerHour.map { signs.valuePerHour >= $0 },
            flag.map { signs.flag == $0 },
        ]
        return conditions.compactMap(\.self).allSatisfy { $0 }
    }

    fileprivate func check(_ field: String) throws(Invalid) {
        guard !name.isEmpty, name.count <= MajorIncidentPolicy.longestName else {
            throw Invalid("A rule has a name of at most 80 characters.", field: "\(field).name")
        }
        let named: [(String, Bool)] = [
            ("priority", priority.map { !(1...5).contains($0) } ?? false),
            ("criticality", criticality.map { !(1...4).contains($0) } ?? false),
            ("affected", affected.map { !(1...Incident.mostAffected).contains($0) } ?? false),
            ("children", children.map { !(1...10_000).contains($0) } ?? false),
            ("valuePerHour", valuePerHour.map { !($0 > 0 && $0 < 1e12) } ?? false),
        ]
        if let wrong = named.first(where: \.1) {
            throw Invalid("This is out of range.", field: "\(field).\(wrong.0)", code: "out_of_range")
        }
        let isEmpty =
            priority == nil && criticality == nil && affected == nil && children == nil && valuePerHour == nil
            && flag == nil
        if isEmpty { throw Invalid("A rule has a condition.", field: field, code: "no_condition") }
    }
}
