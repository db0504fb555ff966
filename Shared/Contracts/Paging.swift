import Foundation

/// Published by the incident service: somebody is called about an incident, has answered, or is called no more.
package struct PageAnnounced: Announcement, Equatable {
    package static let subject = "incident.page.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let incident: UUID
    /// `ringing`, `acknowledged`, `unanswered` or `ended`.
    package let state: String
    /// What is wanted: `take_up`, `authority` or `update`.
    package let purpose: String
    /// The step that rang last, from 1; nil before the first.
    package let step: Int?
    /// Who has it, the first one first.
    package let acknowledgedBy: [UUID]
    package let calledAt: Date
    /// When the next step rings, or an answer without work lapses.
    package let nextAt: Date?
    package let endedAt: Date?
    /// When this happened to it; nil when only a call was delivered, or could not be.
    package let updatedAt: Date?

    package init(
        record: UUID, facts: [String], incident: UUID, state: String, purpose: String, step: Int?,
        acknowledgedBy: [UUID], calledAt: Date, nextAt: Date?, endedAt: Date?, updatedAt: Date?
    ) {
        self.record = record
        self.facts = facts
        self.incident = incident
        self.state = state
        self.purpose = purpose
        self.step = step
        self.acknowledgedBy = acknowledgedBy
        self.calledAt = calledAt
        self.nextAt = nextAt
        self.endedAt = endedAt
        self.updatedAt = updatedAt
    }
}

/// Published by the incident service: a schedule of who is on call, whenever it changes or times are found in which nobody is.
package struct OnCallScheduleAnnounced: Announcement, Equatable {
    package static let subject = "incident.on-call-schedule.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    /// `active` or `retired`.
    package let state: String
    /// Whose incidents it is for.
    package let team: UUID?
    /// An IANA name.
    package let zone: String
    /// Who defined and amended it last; at most twenty.
    package let editors: [UUID]
    /// With the fact `uncovered`: times ahead in which nobody is on call, each told once; at most fifty, the next ones first.
    package let uncovered: [UncoveredTime]

    package init(
        record: UUID, facts: [String], name: String, state: String, team: UUID?, zone: String, editors: [UUID],
        uncovered: [UncoveredTime]
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.state = state
        self.team = team
        self.zone = zone
        self.editors = editors
        self.uncovered = uncovered
    }
}

/// A time in which nobody is on call.
package struct UncoveredTime: Codable, Equatable, Sendable {
    package let from: Date
    package let until: Date

    package init(from: Date, until: Date) {
        self.from = from
        self.until = until
    }
}
