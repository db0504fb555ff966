import Foundation
import Records

/// When an incident is escalated by itself: to another team (functional) or to people with authority (hierarchical).
package struct EscalationRules: EditedRules {
    package static let name = "escalation-rules"
    package static let shipped = EscalationRules(rules: [])

    package let rules: [EscalationRule]

    package init(rules: [EscalationRule]) { self.rules = rules }

    package func check() throws(Invalid) {
        try Self.checkNames(rules.map(\.name), "rules")
        for (index, rule) in rules.enumerated() { try rule.check("rules[\(index)]") }
    }
}

/// One step of the ladder: for which incidents, when, and to whom.
package struct EscalationRule: Codable, Equatable, Sendable {
    package enum Occasion: String, Codable, CaseIterable, Sendable {
        /// A service level clock has used up a share of its time.
        case clock
        /// Nobody works on it, for so many minutes of the policy's hours since its team got it.
        case noTakeUp = "no_take_up"
        /// Somebody works on it, and for so many minutes of the policy's hours nobody has done or said anything.
        case noProgress = "no_progress"
    }

    package let name: String
    package let occasion: Occasion
    /// Which clock.
    package let measure: ServiceLevelTarget.Measure?
    /// Of the clock's time.
    package let percent: Int?
    /// Of the policy's business hours; of any hours where no policy holds.
    package let minutes: Int?
    /// Only these priorities, services and teams; empty for all.
    package let priorities: [Int]
    package let services: [UUID]
    package let teams: [UUID]
    /// The team that takes over; nil for a hierarchical escalation.
    package let to: UUID?
    /// Whom it informs.
    package let inform: [UUID]
    /// Whether they are called too; nil for calling them for P1 and P2.
    package let tell: Incident.Escalation.Telling?

    package init(
        name: String, occasion: Occasion, measure: ServiceLevelTarget.Measure? = nil, percent: Int? = nil,
        minutes: Int? = nil, priorities: [Int] = [], services: [UUID] = [], teams: [UUID] = [], to: UUID? = nil,
        inform: [UUID] = [], tell: Incident.Escalation.Telling? = nil
    ) {
        self.name = name
        self.occasion = occasion
        self.measure = measure
        self.percent = percent
        self.minutes = minutes
        self.priorities = priorities
        self.services = services
        self.teams = teams
        self.to = to
        self.inform = inform
        self.tell = tell
    }

    func check(_ field: String) throws(Invalid) {
        switch occasion {
        case .clock:
            guard measure != nil else { throw Invalid("Say which clock.", field: "\(field).measure") }
            try EscalationRules.inside(percent ?? 0, 1...1_000, "\(field).percent", "A share is 1 to 1000 %.")
        case .noTakeUp, .noProgress:
            try EscalationRules.inside(minutes ?? 0, 1...100_000, "\(field).minutes", "1 to 100000 minutes.")
        }
        guard priorities.allSatisfy((1...5).contains) else {
            throw Invalid("A priority is 1 to 5.", field: "\(field).priorities", code: "out_of_range")
        }
        guard to != nil || !inform.isEmpty else {
            throw Invalid("Say which team takes over, or who is informed.", field: "\(field).to", code: "to_nobody")
        }
        for (list, part) in [(services, "services"), (teams, "teams"), (inform, "inform")] where list.count > 100 {
            throw Invalid("At most 100.", field: "\(field).\(part)", code: "too_many")
        }
        if to == nil { try Incident.Escalation.checkCalled(inform, tell, "\(field).inform") }
    }

    /// Whether it is about this incident at all. What stands still or has ended is never escalated.
    package func concerns(_ incident: Incident) -> Bool {
        incident.mayEscalate
            && (priorities.isEmpty || priorities.contains(incident.priority.rawValue))
            && (services.isEmpty || incident.services.contains(where: services.contains))
            && (teams.isEmpty || incident.team.map(teams.contains) == true)
            && (to == nil || to != incident.team)
    }
}
