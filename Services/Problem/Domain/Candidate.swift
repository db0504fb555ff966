import Foundation
import Records

/// An incident as evidence that a cause comes back.
package struct Evidence: Codable, Equatable, Sendable {
    package let incident: UUID
    package let number: String
    package let openedAt: Date
    package let priority: Priority

    package init(incident: UUID, number: String, openedAt: Date, priority: Priority) {
        self.incident = incident
        self.number = number
        self.openedAt = openedAt
        self.priority = priority
    }
}

/// The same cause keeps coming back: somebody should decide whether that is a problem.
package struct Candidate: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case raised, accepted, dismissed }

    /// Evidence kept in the record itself, newest first; the count goes on beyond it.
    package static let mostEvidence = 500

    package let id: UUID
    package let number: String
    package let causeItem: UUID
    package let raisedAt: Date
    /// Why it was raised.
    package let why: Explanation

    package internal(set) var state: State
    /// Newest first, at most `mostEvidence`.
    package internal(set) var evidence: [Evidence]
    package internal(set) var evidenceCount: Int
    /// The problem it became part of, once accepted.
    package internal(set) var problem: ProblemReference?
    /// Why it was dismissed.
    package internal(set) var dismissal: String?
    package internal(set) var decidedAt: Date?

    /// The highest priority among its evidence: the one a problem opened from it begins with.
    package var priority: Priority { evidence.map(\.priority).max() ?? .moderate }
}

/// A problem by id and number.
package struct ProblemReference: Codable, Equatable, Sendable {
    package let id: UUID
    package let number: String

    package init(id: UUID, number: String) {
        self.id = id
        self.number = number
    }
}

/// Everything a candidate begins with.
package struct CandidateRaising: Codable, Equatable, Sendable {
    package let number: String
    package let causeItem: UUID
    package let evidence: [Evidence]
    package let why: Explanation

    package init(number: String, causeItem: UUID, evidence: [Evidence], why: Explanation) {
        self.number = number
        self.causeItem = causeItem
        self.evidence = evidence
        self.why = why
    }
}
