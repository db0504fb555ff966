import Foundation

/// Published by change: a configuration item with what it needs and which business services it carries.
package struct ConfigurationItemAnnounced: Announcement, Equatable {
    package static let subject = "change.configuration-item.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let name: String
    /// `server`, `database`, `application`, `network` …
    package let itemClass: String
    package let active: Bool
    /// Other names monitoring may use: host names, addresses.
    package let aliases: [String]
    /// Configuration items it needs to work.
    package let dependsOn: [UUID]
    /// Business services that need it.
    package let supports: [UUID]
    /// Groups among what it needs of which it does not need all; missing when it needs everything.
    package let redundancy: [RedundancyGroup]?

    package init(
        record: UUID, facts: [String], name: String, itemClass: String, active: Bool, aliases: [String],
        dependsOn: [UUID], supports: [UUID], redundancy: [RedundancyGroup]? = nil
    ) {
        self.record = record
        self.facts = facts
        self.name = name
        self.itemClass = itemClass
        self.active = active
        self.aliases = aliases
        self.dependsOn = dependsOn
        self.supports = supports
        self.redundancy = redundancy
    }
}

/// Configuration items that stand in for each other, and how many of them are needed.
package struct RedundancyGroup: Codable, Equatable, Sendable {
    package let items: [UUID]
    package let atLeast: Int

    package init(items: [UUID], atLeast: Int) {
        self.items = items
        self.atLeast = atLeast
    }
}

/// What a change says it will do to a business service while its window is open.
package struct DeclaredImpact: Codable, Equatable, Sendable {
    package let service: UUID
    /// `none`, `degraded`, `down`.
    package let impact: String

    package init(service: UUID, impact: String) {
        self.service = service
        self.impact = impact
    }
}

/// Published by change whenever a change moves.
package struct ChangeAnnounced: Announcement, Equatable {
    package static let subject = "change.change.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    /// `draft`, `scheduled`, `implementing`, `closed`, `cancelled`.
    package let state: String
    package let summary: String
    package let scope: [UUID]
    package let expectedImpact: [DeclaredImpact]
    package let plannedStart: Date?
    package let plannedEnd: Date?
    package let startedAt: Date?
    package let endedAt: Date?
    /// `successful`, `failed`, `rolled_back` …, once closed.
    package let outcome: String?
    package let requester: UUID?
    package let team: UUID?
    package let assignee: UUID?
    package let draftedAt: Date?
    /// When this happened to it; nil in snapshots.
    package let updatedAt: Date?

    package init(
        record: UUID, facts: [String], number: String, state: String, summary: String, scope: [UUID],
        expectedImpact: [DeclaredImpact], plannedStart: Date?, plannedEnd: Date?, startedAt: Date?, endedAt: Date?,
        outcome: String?, requester: UUID? = nil, team: UUID? = nil, assignee: UUID? = nil, draftedAt: Date? = nil,
        updatedAt: Date? = nil
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.summary = summary
        self.scope = scope
        self.expectedImpact = expectedImpact
        self.plannedStart = plannedStart
        self.plannedEnd = plannedEnd
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.requester = requester
        self.team = team
        self.assignee = assignee
        self.draftedAt = draftedAt
        self.updatedAt = updatedAt
    }
}

/// The states of a maintenance window on the wire.
package struct WindowState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let planned: Self = "planned"
    package static let open: Self = "open"
    package static let ended: Self = "ended"
    package static let cancelled: Self = "cancelled"
}

/// Published by change: a time in which monitoring is muted exactly as far as declared.
package struct MaintenanceWindowAnnounced: Announcement, Equatable {
    package static let subject = "change.maintenance-window.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let change: UUID
    package let changeNumber: String
    package let state: WindowState
    package let scope: [UUID]
    /// Services that are not listed are declared `none`.
    package let expectedImpact: [DeclaredImpact]
    package let start: Date
    /// A reader ends the window here by itself if it hears no more.
    package let end: Date

    package init(
        record: UUID, facts: [String], number: String, change: UUID, changeNumber: String, state: WindowState,
        scope: [UUID], expectedImpact: [DeclaredImpact], start: Date, end: Date
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.change = change
        self.changeNumber = changeNumber
        self.state = state
        self.scope = scope
        self.expectedImpact = expectedImpact
        self.start = start
        self.end = end
    }
}
