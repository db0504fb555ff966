import Foundation
import Records

/// A planned alteration of configuration items, with the time it takes and what it will do to business services.
package struct Change: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case draft, scheduled, implementing, closed, cancelled
    }

    package enum Kind: String, Codable, CaseIterable, Sendable { case normal, standard, emergency }

    package enum Outcome: String, Codable, CaseIterable, Sendable {
        case successful
        case successfulWithIssues = "successful_with_issues"
        case partiallySuccessful = "partially_successful"
        case rolledBack = "rolled_back"
        case failed
        case notImplemented = "not_implemented"
    }

    /// What people say a change is; all of it may be revised while it is a draft.
    package struct Plan: Codable, Equatable, Sendable {
        package var type: Kind
        package var summary: String
        package var description: String?
        /// What could go wrong, in words.
        package var risk: String?
        package var assignee: UUID?
        package var team: UUID?
        /// Configuration items it touches.
        package var scope: [UUID]
        package var expectedImpact: [ExpectedImpact]
        package var window: Period?

        package init(
            type: Kind, summary: String, description: String? = nil, risk: String? = nil, assignee: UUID? = nil,
            team: UUID? = nil, scope: [UUID] = [], expectedImpact: [ExpectedImpact] = [], window: Period? = nil
        ) {
            self.type = type
            self.summary = summary
            self.description = description
            self.risk = risk
            self.assignee = assignee
            self.team = team
            self.scope = scope
            self.expectedImpact = expectedImpact
            self.window = window
        }
    }

    /// The record of another service that it came of.
    package struct Source: Codable, Equatable, Sendable {
        package let kind: String
        package let id: UUID
        package let number: String

        package init(kind: String, id: UUID, number: String) {
            self.kind = kind
            self.id = id
            self.number = number
        }
    }

    package let id: UUID
    package let number: String
    package let requester: UUID?
    package let draftedAt: Date
    package let source: Source?
    package internal(set) var state: State
    package internal(set) var plan: Plan
    /// The end that was agreed on after the planned one proved too early.
    package internal(set) var extendedTo: Date?
    package internal(set) var startedAt: Date?
    /// When it was closed or cancelled.
    package internal(set) var endedAt: Date?
    package internal(set) var outcome: Outcome?
    package internal(set) var notes: String?
    package internal(set) var cancelReason: String?

    /// When the work must be over: the planned end, or the one it was extended to.
    package var windowEnd: Date? { extendedTo ?? plan.window?.end }
}
