import Foundation

/// Published by the incident service: a service level clock of an incident has passed a threshold. Told once for each.
package struct ClockThresholdAnnounced: Announcement, Equatable {
    package static let subject = "incident.clock.threshold.v1"
    /// The incident.
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let summary: String
    package let priority: Int
    package let services: [UUID]
    package let team: UUID?
    package let assignee: UUID?
    /// `customer`, `team`, `supplier`.
    package let kind: String
    /// `response`, `update`, `resolution`, `team`, `supplier`.
    package let measure: String
    package let target: String
    package let policy: UUID
    package let policyVersion: Int
    /// `share-75`, `before-3600`, `after-3600`; `share-100` is the breach.
    package let threshold: String
    /// When it was passed.
    package let passedAt: Date
    /// Told more than five seconds after that: the suite was not running, or a change reached back.
    package let late: Bool
    package let dueAt: Date?

    package init(
        record: UUID, facts: [String], number: String, summary: String, priority: Int, services: [UUID], team: UUID?,
        assignee: UUID?, kind: String, measure: String, target: String, policy: UUID, policyVersion: Int,
        threshold: String, passedAt: Date, late: Bool, dueAt: Date?
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.summary = summary
        self.priority = priority
        self.services = services
        self.team = team
        self.assignee = assignee
        self.kind = kind
        self.measure = measure
        self.target = target
        self.policy = policy
        self.policyVersion = policyVersion
        self.threshold = threshold
        self.passedAt = passedAt
        self.late = late
        self.dueAt = dueAt
    }
}
