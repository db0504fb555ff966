import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Edited rules as the API serves them.
protocol ServedRules: EditedRules {
    /// `the priority matrix`
    static var title: String { get }

    /// Throws `Invalid` when they name a team or a person that is not there.
    func checkReferences(in tx: Transaction) throws

    /// What their holding from now on sets off.
    func hold(in tx: Transaction) throws

    /// What they would do with an incident as it is now; nothing is written.
    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome
}

extension ServedRules {
    func checkReferences(in tx: Transaction) throws {}
    func hold(in tx: Transaction) throws {}
}

extension PriorityMatrix: ServedRules {
    static let title = "the priority matrix"

    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        let now = incident.assessment?.priority
        let then = incident.priority(by: rules, at: try tx.now)
        return RulesOutcome(outcome: then == now ? nil : then?.name)
    }
}

extension IncidentCategories: ServedRules {
    static let title = "the tree of categories"

    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        guard let category = incident.category, !rules.rules.contains(category) else {
            return RulesOutcome(outcome: nil)
        }
        return RulesOutcome(outcome: category.text, because: "Its category is no longer in the tree.")
    }
}

extension EscalationRules: ServedRules {
    static let title = "the escalation rules"

    func checkReferences(in tx: Transaction) throws {
        try Teams.check(rules.flatMap { $0.teams + [$0.to].compactMap(\.self) }, field: "rules", in: tx)
        try People.check(rules.flatMap(\.inform), field: "rules", in: tx)
    }

    /// Each open incident is looked at by the new rules.
    func hold(in tx: Transaction) throws { try EscalateIncidents.lookAtAll(in: tx) }

    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        let due = try EscalateIncidents(versions: incidents.clocks.versions).due(for: incident, rules.rules, in: tx)
        return RulesOutcome(
            outcome: due.isEmpty ? nil : due.map(\.rule.name).joined(separator: ", "),
            because: due.isEmpty ? nil : due.map(\.because).joined(separator: " "))
    }
}

extension AssignmentRules: ServedRules {
    static let title = "the assignment rules"

    func checkReferences(in tx: Transaction) throws {
        try Teams.check(rules.map(\.team), field: "rules", in: tx)
        try People.check(skills.flatMap(\.people), field: "skills", in: tx)
    }

    /// Who would get it if it were opened now.
    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        let lines = rules.rules.rules.map { RulesOutcome.Line(rule: $0.name, misfit: $0.misfit(incident)) }
        let fact = try AssignIncident().fact(for: incident, by: rules, in: tx).fact
        guard case .assigned(let team, let person, let why)? = fact else {
            return RulesOutcome(outcome: nil, lines: lines)
        }
        let names = [
            try team.flatMap { try Projection<TeamAnnounced>().find($0, in: tx)?.name },
            try person.flatMap { try Projection<PersonAnnounced>().find($0, in: tx)?.name },
        ].compactMap(\.self)
        return RulesOutcome(outcome: names.joined(separator: " · "), because: why?.because, lines: lines)
    }
}

extension MajorIncidentPolicy: ServedRules {
    static let title = "the policy for major incidents"

    func checkReferences(in tx: Transaction) throws {
        try People.check(management, field: "management", in: tx)
        try Teams.check([commandTeam].compactMap(\.self), field: "commandTeam", in: tx)
        try Teams.check([communicationsTeam].compactMap(\.self), field: "communicationsTeam", in: tx)
    }

    /// Whether it would become a candidate.
    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        let grounds = try incidents.majors.grounds(of: incident, by: rules, in: tx)
        return RulesOutcome(outcome: grounds?.rules.joined(separator: ", "), because: grounds?.why.because)
    }
}

extension ClosingRules: ServedRules {
    static let title = "the rules for closing"

    /// When it would close by itself if it was resolved now; what is resolved already closes when it was to.
    static func outcome(
        of rules: RuleVersion<Self>, on incident: Incident, _ incidents: Incidents, in tx: Transaction
    ) throws -> RulesOutcome {
        let resolvedAt = try incident.resolvedAt ?? tx.now
        let closing = try incidents.timers.closing(of: incident, resolvedAt: resolvedAt, by: rules.rules, in: tx)
        return RulesOutcome(outcome: closing?.ISO8601Format(), because: "Unless somebody reopens it before.")
    }
}

/// Teams as last heard of.
enum Teams {
    /// Throws `Invalid` unless all are in use.
    static func check(_ teams: [UUID], field: String, in tx: Transaction) throws {
        let known = try Projection<TeamAnnounced>().find(Array(Set(teams)), in: tx)
        for team in Set(teams) where known[team]?.active != true {
            throw Invalid("\(team.uuidString.lowercased()) is no active team.", field: field, code: "unknown_team")
        }
    }
}
