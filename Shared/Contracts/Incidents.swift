import Foundation

/// Sent to the incident service: a person reports trouble. `record` is the id the incident shall have, so a repeat opens nothing.
package struct ReportIncident: Instruction, Equatable {
    package static let subject = "incident.incident.report.v1"
    package let record: UUID
    package let summary: String
    package let description: String?
    /// The person who is hurt.
    package let requester: UUID
    /// The agent who took the report.
    package let reportedBy: UUID
    /// `phone`, `portal`, `mail`, `walk-in`.
    package let channel: String
    package let service: UUID?
    /// 1 high … 3 low, as the person sees it.
    package let urgency: Int?
    package let reportedAt: Date
    /// What the agent takes it for, a path of the incident service's tree: `Network / Wireless`.
    package let category: String?

    package init(
        record: UUID, summary: String, description: String?, requester: UUID, reportedBy: UUID, channel: String,
        service: UUID?, urgency: Int?, reportedAt: Date, category: String? = nil
    ) {
        self.record = record
        self.summary = summary
        self.description = description
        self.requester = requester
        self.reportedBy = reportedBy
        self.channel = channel
        self.service = service
        self.urgency = urgency
        self.reportedAt = reportedAt
        self.category = category
    }
}

/// Sent to the incident service: this incident hurts one more person. Told twice it counts once.
package struct AddAffected: Instruction, Equatable {
    package static let subject = "incident.incident.add-affected.v1"
    package let record: UUID
    package let person: UUID
    /// The customer they belong to; nil for the provider's own people.
    package let organisation: UUID?
    package let reportedAt: Date

    package init(record: UUID, person: UUID, organisation: UUID?, reportedAt: Date) {
        self.record = record
        self.person = person
        self.organisation = organisation
        self.reportedAt = reportedAt
    }
}

/// Sent to the incident service: this incident is another one told again, which goes on alone.
package struct MergeIncident: Instruction, Equatable {
    package static let subject = "incident.incident.merge.v1"
    package let record: UUID
    package let into: UUID
    /// The number of the one that goes on.
    package let number: String
    /// Who decided so.
    package let person: UUID
    package let mergedAt: Date

    package init(record: UUID, into: UUID, number: String, person: UUID, mergedAt: Date) {
        self.record = record
        self.into = into
        self.number = number
        self.person = person
        self.mergedAt = mergedAt
    }
}

/// Sent to the incident service: the requester is content with how service was restored.
package struct ConfirmIncident: Instruction, Equatable {
    package static let subject = "incident.incident.confirm.v1"
    package let record: UUID
    package let person: UUID
    package let confirmedAt: Date

    package init(record: UUID, person: UUID, confirmedAt: Date) {
        self.record = record
        self.person = person
        self.confirmedAt = confirmedAt
    }
}

/// Sent to the incident service: the requester says that service is not restored.
package struct ReopenIncident: Instruction, Equatable {
    package static let subject = "incident.incident.reopen.v1"
    package let record: UUID
    package let person: UUID
    package let reason: String
    package let askedAt: Date

    package init(record: UUID, person: UUID, reason: String, askedAt: Date) {
        self.record = record
        self.person = person
        self.reason = reason
        self.askedAt = askedAt
    }
}

/// The states of an incident on the wire.
package struct IncidentState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let new: Self = "new"
    package static let assigned: Self = "assigned"
    package static let inProgress: Self = "in_progress"
    package static let onHold: Self = "on_hold"
    package static let resolved: Self = "resolved"
    package static let closed: Self = "closed"
    package static let cancelled: Self = "cancelled"
}

/// Published by the incident service whenever an incident changes.
package struct IncidentAnnounced: Announcement, Equatable {
    package static let subject = "incident.incident.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: IncidentState
    package let summary: String
    /// 1 … 5.
    package let priority: Int
    package let impact: Int
    package let urgency: Int
    package let services: [UUID]
    package let causeItem: UUID?
    package let situation: UUID?
    package let problem: UUID?
    package let team: UUID?
    package let assignee: UUID?
    package let requester: UUID?
    package let openedAt: Date
    package let resolvedAt: Date?
    package let closedAt: Date?
    package let reopenCount: Int
    /// How many people it hurts, as far as they said so.
    package let affectedCount: Int?
    /// Those of them who said so first, at most fifty.
    package let affected: [UUID]?
    /// When this happened to it; nil in snapshots.
    package let updatedAt: Date?
    /// The incident that stands for it.
    package let parent: UUID?
    /// What it is taken for: `Network / Wireless`.
    package let category: String?
    /// What its caller is asked, while it is on hold for them.
    package let question: AnnouncedQuestion?

    package init(
        record: UUID, facts: [String], number: String, state: IncidentState, summary: String, priority: Int,
        impact: Int, urgency: Int, services: [UUID], causeItem: UUID?, situation: UUID?, problem: UUID?, team: UUID?,
        assignee: UUID?, requester: UUID?, openedAt: Date, resolvedAt: Date?, closedAt: Date?, reopenCount: Int,
        affectedCount: Int? = nil, affected: [UUID]? = nil, updatedAt: Date? = nil, parent: UUID? = nil,
        category: String? = nil, question: AnnouncedQuestion? = nil
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.summary = summary
        self.priority = priority
        self.impact = impact
        self.urgency = urgency
        self.services = services
        self.causeItem = causeItem
        self.situation = situation
        self.problem = problem
        self.team = team
        self.assignee = assignee
        self.requester = requester
        self.openedAt = openedAt
        self.resolvedAt = resolvedAt
        self.closedAt = closedAt
        self.reopenCount = reopenCount
        self.affectedCount = affectedCount
        self.affected = affected
        self.updatedAt = updatedAt
        self.parent = parent
        self.category = category
        self.question = question
    }
}

/// What somebody asks the caller of an incident.
package struct AnnouncedQuestion: Codable, Equatable, Sendable {
    package let text: String
    package let askedBy: UUID

    package init(text: String, askedBy: UUID) {
        self.text = text
        self.askedBy = askedBy
    }
}

/// Published by the incident service: an incident went one step up its ladder. Told once for each step.
package struct IncidentEscalated: Announcement, Equatable {
    package static let subject = "incident.incident.escalated.v1"
    /// The incident.
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let summary: String
    package let priority: Int
    package let services: [UUID]
    /// Counted from 1.
    package let level: Int
    /// `functional`: another team takes over; `hierarchical`: people with authority are informed.
    package let kind: String
    /// The team that takes over.
    package let team: UUID?
    /// Whom it is for; at most a hundred.
    package let informs: [UUID]
    /// The rule that did it; nil when a person did.
    package let rule: String?
    package let reason: String
    package let escalatedAt: Date

    package init(
        record: UUID, facts: [String], number: String, summary: String, priority: Int, services: [UUID], level: Int,
        kind: String, team: UUID?, informs: [UUID], rule: String?, reason: String, escalatedAt: Date
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.summary = summary
        self.priority = priority
        self.services = services
        self.level = level
        self.kind = kind
        self.team = team
        self.informs = informs
        self.rule = rule
        self.reason = reason
        self.escalatedAt = escalatedAt
    }
}

/// Published by the incident service: a person is to do something within an incident.
package struct IncidentTaskGiven: Announcement, Equatable {
    package static let subject = "incident.incident.task-given.v1"
    /// The incident.
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let summary: String
    package let task: UUID
    /// What is to be done.
    package let title: String
    package let person: UUID
    /// Until when it is wanted.
    package let due: Date?
    package let givenAt: Date

    package init(
        record: UUID, facts: [String], number: String, summary: String, task: UUID, title: String, person: UUID,
        due: Date?, givenAt: Date
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.summary = summary
        self.task = task
        self.title = title
        self.person = person
        self.due = due
        self.givenAt = givenAt
    }
}

/// Published by the incident service: the order in which to restore what is out, whenever it becomes another.
package struct RestoreOrderAnnounced: Announcement, Equatable {
    package static let subject = "incident.restore-order.changed.v1"
    /// Always the same: there is one order.
    package let record: UUID
    package let facts: [String]
    /// What to restore first comes first; at most fifty.
    package let incidents: [UUID]
    /// All that are in the order.
    package let count: Int
    /// What the business loses until all is restored in this order, in its own currency.
    package let lost: Double
    package let orderedAt: Date

    package init(record: UUID, facts: [String], incidents: [UUID], count: Int, lost: Double, orderedAt: Date) {
        self.record = record
        self.facts = facts
        self.incidents = incidents
        self.count = count
        self.lost = lost
        self.orderedAt = orderedAt
    }
}
