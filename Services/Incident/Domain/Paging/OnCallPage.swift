import Foundation
import Records

/// A call for somebody to do something about an incident: rings step by step until somebody answers.
package struct OnCallPage: Lifecycle {
    package static let kind = "page"

    package enum State: String, Codable, CaseIterable, Sendable {
        case ringing, acknowledged
        /// Nobody answered to the end.
        case unanswered
        /// No longer needed.
        case ended
    }

    /// What is wanted of whoever is called; an incident has one living page for each.
    package enum Purpose: String, Codable, CaseIterable, Sendable {
        /// That somebody takes it up.
        case takeUp = "take_up"
        /// That somebody with authority helps or decides.
        case authority
        /// That somebody tells how its major incident goes.
        case update
    }

    /// Why it is no longer needed.
    package enum End: String, Codable, CaseIterable, Sendable {
        case takenUp = "taken_up"
        case onHold = "on_hold"
        case resolved
        /// Cancelled, or merged into another incident.
        case withdrawn
        /// Another team or priority has it, and another policy or none.
        case otherPolicy = "other_policy"
        /// A newer one with the same purpose calls instead.
        case replaced
        /// The update that was wanted has come, or is not wanted any more.
        case updated
    }

    /// Who or what is called by a step.
    package struct Callee: Codable, Hashable, Sendable {
        package let person: UUID?
        /// By which they are on call; nil for whom the policy names.
        package let schedule: UUID?
        /// Of the policy's own webhook; nil for a person, who is reached as they wish.
        package let address: String?
        /// It is quiet where they are until then.
        package let quietUntil: Date?

        package init(person: UUID?, schedule: UUID? = nil, address: String? = nil, quietUntil: Date? = nil) {
            self.person = person
            self.schedule = schedule
            self.address = address
            self.quietUntil = quietUntil
        }
    }

    /// What it begins with.
    package struct Calling: Codable, Equatable, Sendable {
        package let incident: UUID
        package let priority: Int
        /// How often the incident had been reopened: reopening calls anew.
        package let reopenCount: Int
        /// Nil for taking it up.
        package let purpose: Purpose?
        /// The step of the incident's ladder that calls; nil for what calls by itself.
        package let level: Int?
        /// The team that had the incident then.
        package let team: UUID?
        /// Nil where no policy says whom to call: the terms are made for this page alone.
        package let policy: UUID?
        package let terms: EscalationPolicy.Terms
        package let why: Explanation

        package init(
            for incident: Incident, _ purpose: Purpose? = nil, level: Int? = nil, policy: UUID? = nil,
            terms: EscalationPolicy.Terms, why: Explanation
        ) {
            self.incident = incident.id
            priority = incident.priority.rawValue
            reopenCount = incident.reopenCount
            self.purpose = purpose
            self.level = level
            team = incident.team
            self.policy = policy
            self.terms = terms
            self.why = why
        }
    }

    package let id: UUID
    package let calling: Calling
    package internal(set) var state: State
    /// The step that rang last, from 0; nil before the first.
    package internal(set) var step: Int?
    /// How often it has begun again after its last step.
    package internal(set) var round: Int
    /// How many steps have rung so far: each of them once.
    package internal(set) var rings: Int
    package internal(set) var rangAt: Date?
    /// When the next step rings, or an acknowledgement ends; nil when nothing follows by itself.
    package internal(set) var nextAt: Date?
    /// Who has it, the first one first; emptied when that lapses.
    package internal(set) var acknowledgedBy: [UUID]
    package internal(set) var acknowledgedAt: Date?
    /// When it was first answered: acknowledged, or the incident taken up.
    package internal(set) var answeredAt: Date?
    package let calledAt: Date
    package internal(set) var endedAt: Date?
    package internal(set) var end: End?

    package var terms: EscalationPolicy.Terms { calling.terms }
    package var purpose: Purpose { calling.purpose ?? .takeUp }

    /// What rings next; nil when all have been called as often as they are to be.
    package var next: (step: Int, round: Int)? {
        guard let step else { return (0, round) }
        if step + 1 < terms.steps.count { return (step + 1, round) }
        return round < terms.repeats ? (0, round + 1) : nil
    }
}
