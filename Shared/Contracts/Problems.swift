import Foundation

/// Published by problem: the same cause keeps coming back; somebody should look.
package struct CandidateAnnounced: Announcement, Equatable {
    package static let subject = "problem.candidate.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    /// `raised`, `accepted`, `dismissed`.
    package let state: String
    package let causeItem: UUID
    /// The incidents that are its evidence, newest first, at most fifty.
    package let incidents: [UUID]
    package let incidentCount: Int
    package let problem: UUID?

    package init(
        record: UUID, facts: [String], number: String, state: String, causeItem: UUID, incidents: [UUID],
        incidentCount: Int, problem: UUID?
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.causeItem = causeItem
        self.incidents = incidents
        self.incidentCount = incidentCount
        self.problem = problem
    }
}

/// Published by problem whenever a problem changes.
package struct ProblemAnnounced: Announcement, Equatable {
    package static let subject = "problem.problem.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: String
    package let summary: String
    package let causeItem: UUID?
    /// Linked incidents, newest first, at most fifty.
    package let incidents: [UUID]
    package let incidentCount: Int
    package let knownError: UUID?
    /// 1 … 5.
    package let priority: Int?
    package let team: UUID?
    package let assignee: UUID?
    package let openedAt: Date?
    /// When this happened to it; nil in snapshots.
    package let updatedAt: Date?

    package init(
        record: UUID, facts: [String], number: String, state: String, summary: String, causeItem: UUID?,
        incidents: [UUID], incidentCount: Int, knownError: UUID?, priority: Int? = nil, team: UUID? = nil,
        assignee: UUID? = nil, openedAt: Date? = nil, updatedAt: Date? = nil
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.summary = summary
        self.causeItem = causeItem
        self.incidents = incidents
        self.incidentCount = incidentCount
        self.knownError = knownError
        self.priority = priority
        self.team = team
        self.assignee = assignee
        self.openedAt = openedAt
        self.updatedAt = updatedAt
    }
}

/// Published by problem: a known error and its workaround. `edition` grows with every revision of the workaround.
package struct KnownErrorAnnounced: Announcement, Equatable {
    package static let subject = "problem.known-error.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    /// `draft`, `published`, `retired`.
    package let state: String
    package let problem: UUID
    package let problemNumber: String
    package let summary: String
    package let workaround: String?
    package let edition: Int
    /// Incidents with this cause get the workaround.
    package let causeItem: UUID?
    /// Incidents linked to the problem by hand, at most fifty; they get it too.
    package let incidents: [UUID]
    package let openedAt: Date?
    /// When this happened to it; nil in snapshots.
    package let updatedAt: Date?

    package init(
        record: UUID, facts: [String], number: String, state: String, problem: UUID, problemNumber: String,
        summary: String, workaround: String?, edition: Int, causeItem: UUID?, incidents: [UUID], openedAt: Date? = nil,
        updatedAt: Date? = nil
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.problem = problem
        self.problemNumber = problemNumber
        self.summary = summary
        self.workaround = workaround
        self.edition = edition
        self.causeItem = causeItem
        self.incidents = incidents
        self.openedAt = openedAt
        self.updatedAt = updatedAt
    }
}
