import Foundation
import Records

/// Whom to call for which incidents, and whom next when nobody answers.
package struct EscalationPolicy: Lifecycle {
    package static let kind = "escalation_policy"

    package enum State: String, Codable, CaseIterable, Sendable { case active, retired }

    package let id: UUID
    package internal(set) var terms: Terms
    package internal(set) var state: State

    package enum Command: Equatable, Sendable {
        case amend(Terms)
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(terms: Terms)
        case amended(terms: Terms)
        case retired
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        guard state == .active else { throw Rejection("The policy \(terms.name) is retired.", code: "retired") }
        return switch command {
        case .amend(let wanted): wanted == terms ? [] : [.amended(terms: wanted)]
        case .retire: [.retired]
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> EscalationPolicy {
        var next = self
        switch fact {
        case .defined: break
        case .amended(let terms): next.terms = terms
        case .retired: next.state = .retired
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> EscalationPolicy? {
        guard case .defined(let terms) = fact else { return nil }
        return EscalationPolicy(id: id, terms: terms, state: .active)
    }
}

extension EscalationPolicy {
    /// The policy for an incident of this team and priority, with why: the strictest of its team's that takes the priority, else the
    /// strictest of those for all teams. Nil when none takes it.
    package static func choice(
        among policies: [EscalationPolicy], team: UUID?, priority: Int
    ) -> (policy: EscalationPolicy, why: Explanation)? {
        let fitting = policies.filter { policy in
            policy.state == .active && priority <= policy.terms.lowestPriority
                && (policy.terms.team == nil || policy.terms.team == team)
        }
        let chosen = fitting.min { ($0.rank, $0.id.uuidString) < ($1.rank, $1.id.uuidString) }
        guard let chosen else { return nil }
        let whose = chosen.terms.team == nil ? "for teams without a policy of their own" : "its team's"
        let why = Explanation(
            decision: "page", rule: "strictest policy of the team that takes the priority",
            inputs: ["team": team?.uuidString.lowercased() ?? "", "priority": "P\(priority)"],
            outcome: chosen.terms.name,
            because: "\(chosen.terms.name) is \(whose) and takes P1 to P\(chosen.terms.lowestPriority).")
        return (chosen, why)
    }

    /// A team's own policy for what is escalated to it: the one that holds, else the one for the most priorities, since the escalation
    /// says that somebody is called. Nil when it has none.
    package static func own(
        of team: UUID, priority: Int, among policies: [EscalationPolicy]
    ) -> (policy: EscalationPolicy, why: Explanation)? {
        let own = policies.filter { $0.state == .active && $0.terms.team == team }
        if let holds = choice(among: own, team: team, priority: priority) { return holds }
        guard let widest = own.max(by: { $0.rank < $1.rank }) else { return nil }
        let why = Explanation(
            decision: "page", rule: "policy of the team it was escalated to, whatever the priority",
            inputs: ["team": team.uuidString.lowercased(), "priority": "P\(priority)"], outcome: widest.terms.name,
            because: "It was escalated to the team, and \(widest.terms.name) is the team's for the most priorities.")
        return (widest, why)
    }

    /// A team's own come first, then those for fewer priorities.
    private var rank: Int { (terms.team == nil ? 10 : 0) + terms.lowestPriority }
}
