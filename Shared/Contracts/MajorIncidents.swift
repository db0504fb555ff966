import Foundation

/// The states of a major incident on the wire.
package struct MajorIncidentState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let proposed: Self = "proposed"
    package static let rejected: Self = "rejected"
    package static let lapsed: Self = "lapsed"
    package static let accepted: Self = "accepted"
    package static let restored: Self = "restored"
    package static let reviewing: Self = "reviewing"
    package static let closed: Self = "closed"
    package static let demoted: Self = "demoted"
}

/// Published by the incident service whenever a major incident changes: who leads it, and what was told to whom.
package struct MajorIncidentAnnounced: Announcement, Equatable {
    package static let subject = "incident.major-incident.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: MajorIncidentState
    package let incident: UUID
    package let incidentNumber: String
    /// What its incident is called, for staff.
    package let summary: String
    /// 1 … 5.
    package let priority: Int
    /// The business services that it hurts, at most fifty.
    package let services: [UUID]
    package let commander: UUID?
    package let communications: UUID?
    /// People to inform; empty for everybody whose role is manager.
    package let management: [UUID]
    /// Minutes from one update to the next.
    package let cadence: Int
    /// When the next update is due to whichever audience waits longest; nil while none is.
    package let nextUpdateAt: Date?
    /// What was published, the newest twenty, newest first. An update never changes.
    package let updates: [AnnouncedStatusUpdate]
    package let updateCount: Int
    package let proposedAt: Date
    package let acceptedAt: Date?
    package let restoredAt: Date?
    package let closedAt: Date?
    /// When this happened to it; nil in snapshots.
    package let updatedAt: Date?

    package init(
        record: UUID, facts: [String], number: String, state: MajorIncidentState, incident: UUID,
        incidentNumber: String, summary: String, priority: Int, services: [UUID], commander: UUID?,
        communications: UUID?, management: [UUID], cadence: Int, nextUpdateAt: Date?,
        updates: [AnnouncedStatusUpdate], updateCount: Int, proposedAt: Date, acceptedAt: Date?, restoredAt: Date?,
        closedAt: Date?, updatedAt: Date?
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.incident = incident
        self.incidentNumber = incidentNumber
        self.summary = summary
        self.priority = priority
        self.services = services
        self.commander = commander
        self.communications = communications
        self.management = management
        self.cadence = cadence
        self.nextUpdateAt = nextUpdateAt
        self.updates = updates
        self.updateCount = updateCount
        self.proposedAt = proposedAt
        self.acceptedAt = acceptedAt
        self.restoredAt = restoredAt
        self.closedAt = closedAt
        self.updatedAt = updatedAt
    }
}

/// What was told to one audience.
package struct AnnouncedStatusUpdate: Codable, Equatable, Sendable {
    package let id: UUID
    /// `users`, `management`, `staff`.
    package let audience: String
    /// `investigating`, `identified`, `monitoring`, `resolved`.
    package let progress: String
    package let text: String
    package let author: UUID
    package let at: Date

    package init(id: UUID, audience: String, progress: String, text: String, author: UUID, at: Date) {
        self.id = id
        self.audience = audience
        self.progress = progress
        self.text = text
        self.author = author
        self.at = at
    }
}
