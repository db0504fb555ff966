import Foundation

/// How bad a source says it is, on the wire: `critical` … `info`, `unknown`.
package struct AlertSeverity: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let critical: Self = "critical"
    package static let major: Self = "major"
    package static let minor: Self = "minor"
    package static let warning: Self = "warning"
    package static let info: Self = "info"
    package static let unknown: Self = "unknown"
}

/// One alert as it stands after a batch of events.
package struct AlertHead: Codable, Equatable, Sendable {
    package let alert: UUID
    package let number: String
    package let facts: [String]
    /// `firing`, `cleared`, `expired`.
    package let state: String
    package let severity: AlertSeverity
    package let summary: String
    package let item: UUID?
    package let service: UUID?
    /// The change whose window mutes it now.
    package let suppressedBy: UUID?
    package let onset: Date
    package let clearedAt: Date?
    /// The person who has seen it.
    package let acknowledgedBy: UUID?
    /// Who looks after it.
    package let team: UUID?
    package let person: UUID?
    /// Why nobody is told of what it does now: `maintenance`, `silence`, `inhibition`, `flapping`, `shelf`, `hold`.
    package let mutedBy: [String]?

    package init(
        alert: UUID, number: String, facts: [String], state: String, severity: AlertSeverity, summary: String,
        item: UUID?, service: UUID?, suppressedBy: UUID?, onset: Date, clearedAt: Date?, acknowledgedBy: UUID? = nil,
        team: UUID? = nil, person: UUID? = nil, mutedBy: [String]? = nil
    ) {
        self.alert = alert
        self.number = number
        self.facts = facts
        self.state = state
        self.severity = severity
        self.summary = summary
        self.item = item
        self.service = service
        self.suppressedBy = suppressedBy
        self.onset = onset
        self.clearedAt = clearedAt
        self.acknowledgedBy = acknowledgedBy
        self.team = team
        self.person = person
        self.mutedBy = mutedBy
    }
}

/// Published by event management: alerts that changed, a few hundred at a time, never one per resend. `record` is the batch.
package struct AlertsAnnounced: Announcement, Equatable {
    package static let subject = "event.alerts.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let alerts: [AlertHead]

    package init(record: UUID, facts: [String], alerts: [AlertHead]) {
        self.record = record
        self.facts = facts
        self.alerts = alerts
    }
}

/// A business service as a situation hurts it.
package struct HurtService: Codable, Equatable, Sendable {
    package let service: UUID
    /// `degraded` or `down`.
    package let observed: String

    package init(service: UUID, observed: String) {
        self.service = service
        self.observed = observed
    }
}

/// The states of a situation on the wire.
package struct SituationState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let open: Self = "open"
    package static let cleared: Self = "cleared"
    /// Another situation has taken its alerts over.
    package static let merged: Self = "merged"
}

/// Published by event management: monitoring sees one cause of trouble, whenever what it sees changes.
package struct SituationAnnounced: Announcement, Equatable {
    package static let subject = "event.situation.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: SituationState
    package let summary: String
    package let severity: AlertSeverity
    /// The configuration item taken for the cause, with why.
    package let causeItem: UUID?
    package let causeName: String
    package let because: String
    package let services: [HurtService]
    package let firing: Int
    package let members: Int
    /// The situation that took over, when merged.
    package let survivor: UUID?
    /// A change whose declared impact this exceeds.
    package let change: UUID?
    package let openedAt: Date
    package let clearedAt: Date?
    /// When its first alert began, by its source's clock: the outage is as old as that.
    package let onset: Date?

    package init(
        record: UUID, facts: [String], number: String, state: SituationState, summary: String, severity: AlertSeverity,
        causeItem: UUID?, causeName: String, because: String, services: [HurtService], firing: Int, members: Int,
        survivor: UUID?, change: UUID?, openedAt: Date, clearedAt: Date?, onset: Date? = nil
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.summary = summary
        self.severity = severity
        self.causeItem = causeItem
        self.causeName = causeName
        self.because = because
        self.services = services
        self.firing = firing
        self.members = members
        self.survivor = survivor
        self.change = change
        self.openedAt = openedAt
        self.clearedAt = clearedAt
        self.onset = onset
    }
}

/// Published by event management: the health of a business service and why. `record` is the service.
package struct ServiceHealthAnnounced: Announcement, Equatable {
    package static let subject = "event.service-health.changed.v1"
    package let record: UUID
    package let facts: [String]
    /// `ok`, `degraded`, `down`, `maintenance`, `unknown`.
    package let health: String
    package let since: Date
    /// The configuration items it comes from, at most fifty.
    package let causes: [UUID]

    package init(record: UUID, facts: [String], health: String, since: Date, causes: [UUID]) {
        self.record = record
        self.facts = facts
        self.health = health
        self.since = since
        self.causes = causes
    }
}
