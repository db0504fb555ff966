import Foundation
import Records

/// What makes incidents happen, known or not: from the first suspicion to the verified fix.
package struct Problem: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case new
        case assess
        case rootCauseAnalysis = "root_cause_analysis"
        case fixInProgress = "fix_in_progress"
        case resolved
        case closed
        case riskAccepted = "risk_accepted"
        case cancelled

        /// Closed and cancelled problems are history: they take no more work and no more incidents.
        package var isFinished: Bool { self == .closed || self == .cancelled }
    }

    /// Linked incidents kept in the record itself, newest first; the count goes on beyond it.
    package static let mostLinks = 500

    package let id: UUID
    package let number: String
    /// The recurrence candidate it was opened from; nil when a person opened it by hand.
    package let candidate: UUID?
    package let summary: String
    package let description: String?
    package let openedAt: Date

    package internal(set) var state: State
    package internal(set) var priority: Priority
    /// The configuration item suspected, later confirmed, to be the cause.
    package internal(set) var causeItem: UUID?
    package internal(set) var cause: Cause?
    package internal(set) var fix: Fix?
    package internal(set) var solution: String?
    package internal(set) var team: UUID?
    package internal(set) var assignee: UUID?
    /// Newest first, at most `mostLinks`.
    package internal(set) var links: [IncidentLink]
    package internal(set) var incidentCount: Int
    /// The known error that is not retired, if there is one.
    package internal(set) var knownError: KnownErrorReference?
    /// When an accepted risk is to be looked at again.
    package internal(set) var reviewAt: Date?
    /// Why it was cancelled, closed, or its risk accepted.
    package internal(set) var verdict: String?
    package internal(set) var resolvedAt: Date?
    package internal(set) var closedAt: Date?
}

/// What is thought to cause the incidents, and how sure the analyst is.
package struct Cause: Codable, Equatable, Sendable {
    package enum Confidence: String, Codable, CaseIterable, Sendable { case suspected, confirmed }

    package let text: String
    package let confidence: Confidence
    /// The configuration item at fault, when the analysis found one.
    package let item: UUID?

    package init(text: String, confidence: Confidence, item: UUID? = nil) {
        self.text = text
        self.confidence = confidence
        self.item = item
    }
}

/// How the cause shall be removed.
package struct Fix: Codable, Equatable, Sendable {
    package let plan: String
    /// The number of the change that carries it: `CHG0000042`.
    package let change: String?

    package init(plan: String, change: String? = nil) {
        self.plan = plan
        self.change = change
    }
}

/// An incident that the problem explains.
package struct IncidentLink: Codable, Equatable, Sendable {
    /// How it came to be linked: as evidence of the candidate, by the recurrence rule later, or by a person.
    package enum Origin: String, Codable, CaseIterable, Sendable { case evidence, recurrence, person }

    package let incident: UUID
    package let number: String
    package let origin: Origin
    /// Why the rule linked it; nil for people.
    package let why: Explanation?

    package init(incident: UUID, number: String, origin: Origin, why: Explanation? = nil) {
        self.incident = incident
        self.number = number
        self.origin = origin
        self.why = why
    }
}

/// The known error of a problem, by id and number.
package struct KnownErrorReference: Codable, Equatable, Sendable {
    package let id: UUID
    package let number: String

    package init(id: UUID, number: String) {
        self.id = id
        self.number = number
    }
}

/// Everything a problem begins with.
package struct ProblemOpening: Codable, Equatable, Sendable {
    package let number: String
    package let summary: String
    package let description: String?
    package let candidate: UUID?
    package let causeItem: UUID?
    package let priority: Priority
    /// Why it has this priority, when a rule chose it.
    package let why: Explanation?
    package let links: [IncidentLink]

    package init(
        number: String, summary: String, description: String? = nil, candidate: UUID? = nil, causeItem: UUID? = nil,
        priority: Priority = .moderate, why: Explanation? = nil, links: [IncidentLink] = []
    ) {
        self.number = number
        self.summary = summary
        self.description = description
        self.candidate = candidate
        self.causeItem = causeItem
        self.priority = priority
        self.why = why
        self.links = links
    }
}
