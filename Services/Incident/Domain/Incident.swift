import Foundation
import Records

/// An unplanned interruption or loss of quality of a service (ITIL 4), from its first sign to its close.
package struct Incident: Lifecycle {
    package static let kind = "incident"

    package enum State: String, Codable, CaseIterable, Sendable {
        case new
        case assigned
        case inProgress = "in_progress"
        case onHold = "on_hold"
        case resolved
        case closed
        case cancelled

        /// Whether somebody still has work to do.
        package var isOpen: Bool { self != .resolved && self != .closed && self != .cancelled }
    }

    package let id: UUID
    package let number: String
    package let origin: Origin
    /// The customer whose person reported it; nil for the provider's own and for what monitoring saw.
    package let organisation: UUID?
    package internal(set) var state: State
    package internal(set) var summary: String
    package internal(set) var description: String?
    package internal(set) var services: [UUID]
    package internal(set) var cause: Cause?
    package internal(set) var firingAlerts: Int
    package internal(set) var change: UUID?
    package internal(set) var assessment: Assessment?
    package internal(set) var override: PriorityOverride?
    package internal(set) var team: UUID?
    package internal(set) var assignee: UUID?
    package internal(set) var hold: Hold?
    package internal(set) var resolution: Resolution?
    package internal(set) var workarounds: [Workaround]
    package internal(set) var problem: UUID?
    package let openedAt: Date
    /// When monitoring saw the first sign, by its source's clock; before `openedAt`.
    package internal(set) var brokenSince: Date?
    /// When a person first took it up.
    package internal(set) var acknowledgedAt: Date?
    package internal(set) var resolvedAt: Date?
    package internal(set) var closedAt: Date?
    package internal(set) var reopenCount: Int
    /// People who said that it hurts them too, the first ones first; nil for none.
    package internal(set) var affected: [UUID]?
    /// Harm that weighs more than money; nil for none.
    package internal(set) var flag: Flag?
    /// The service level policies that hold for it; nil for none so far.
    package internal(set) var agreed: [AgreedPolicy]?
    /// The incident that stands for it; nil when it stands for itself.
    package internal(set) var parent: Parent?
    /// What it was taken for at first; never changed.
    package internal(set) var openingCategory: IncidentCategory?
    /// What it is taken for now, and was in the end.
    package internal(set) var category: IncidentCategory?
    package internal(set) var items: [AffectedItem]?
    /// Its people saw it before monitoring did; nil otherwise.
    package internal(set) var gap: MonitoringGap?
    /// The incident as which it goes on; nil unless it was merged.
    package internal(set) var mergedInto: UUID?
    /// The ladder it went up, oldest step first; nil for none.
    package internal(set) var escalations: [EscalationStep]?
    /// Work within it, oldest first; nil for none.
    package internal(set) var tasks: [IncidentTask]?

    /// The person who reported it; nil for what monitoring saw.
    package var reportedFor: UUID? {
        if case .report(let requester, _, _) = origin { requester } else { nil }
    }

    /// How many people said that it hurts them, the requester among them.
    package var affectedCount: Int { (affected?.count ?? 0) + (reportedFor == nil ? 0 : 1) }

    /// Whether this person said that it hurts them.
    package func hurts(_ person: UUID) -> Bool { reportedFor == person || affected?.contains(person) == true }

    /// The priority that counts: the override if there is one, else the computed one.
    package var priority: Priority { override?.priority ?? assessment?.priority ?? .moderate }
}

extension Incident {
    /// Where an incident comes from.
    package enum Origin: Codable, Equatable, Sendable {
        /// Monitoring saw it.
        case situation(id: UUID, number: String)
        /// A person told the desk.
        case report(requester: UUID, takenBy: UUID, channel: String)
    }

    /// What it starts with.
    package struct Opening: Codable, Equatable, Sendable {
        package let number: String
        package let origin: Origin
        package let summary: String
        package let description: String?
        package let services: [UUID]
        package let cause: Cause?
        package let firingAlerts: Int
        package let change: UUID?
        package let brokenSince: Date?
        package let organisation: UUID?

        package init(
            number: String, origin: Origin, summary: String, description: String? = nil, services: [UUID] = [],
            cause: Cause? = nil, firingAlerts: Int = 0, change: UUID? = nil, brokenSince: Date? = nil,
            organisation: UUID? = nil
        ) {
            self.number = number
            self.origin = origin
            self.summary = summary
            self.description = description
            self.services = services
            self.cause = cause
            self.firingAlerts = firingAlerts
            self.change = change
            self.brokenSince = brokenSince
            self.organisation = organisation
        }
    }

    /// What event management takes for the cause, and why.
    package struct Cause: Codable, Equatable, Sendable {
        /// The configuration item, when monitoring could be bound to one.
        package let item: UUID?
        package let name: String
        package let because: String

        package init(item: UUID?, name: String, because: String) {
            self.item = item
            self.name = name
            self.because = because
        }
    }

    /// What monitoring sees now.
    package struct Sighting: Codable, Equatable, Sendable {
        package let summary: String
        package let services: [UUID]
        package let cause: Cause
        package let firingAlerts: Int
        package let change: UUID?
        package let brokenSince: Date?

        package init(
            summary: String, services: [UUID], cause: Cause, firingAlerts: Int, change: UUID?, brokenSince: Date?
        ) {
            self.summary = summary
            self.services = services
            self.cause = cause
            self.firingAlerts = firingAlerts
            self.change = change
            self.brokenSince = brokenSince
        }
    }

    /// Why work on it stands still.
    package struct Hold: Codable, Equatable, Sendable {
        package enum Reason: String, Codable, CaseIterable, Sendable {
            case caller, change, problem, supplier, scheduled
        }

        package let reason: Reason
        /// What the caller is asked or what is awaited; must be given when waiting for the caller.
        package let note: String?
        package let until: Date?
        /// The parent with which it is on hold; nil when it is so by itself.
        package let parent: UUID?
        /// The change whose end is awaited; nil for the one that it is known to come of.
        package let change: UUID?
        /// Who asks the caller what the note says.
        package let askedBy: UUID?

        package init(
            reason: Reason, note: String?, until: Date?, parent: UUID? = nil, change: UUID? = nil, askedBy: UUID? = nil
        ) {
            self.reason = reason
            self.change = change
            self.askedBy = askedBy
            self.note = note
            self.until = until
            self.parent = parent
        }
    }

    /// How service was restored.
    package struct Resolution: Codable, Equatable, Sendable {
        package enum Code: String, Codable, CaseIterable, Sendable {
            case fixed
            case workaround
            case monitoringCleared = "monitoring_cleared"
            case notReproducible = "not_reproducible"
            case byCaller = "by_caller"
            case duplicate
        }

        package let code: Code
        package let notes: String
        /// The parent with which it was resolved; nil when by itself.
        package let parent: UUID?

        package init(code: Code, notes: String, parent: UUID? = nil) {
            self.code = code
            self.notes = notes
            self.parent = parent
        }
    }

    /// A known error's way round, as it was when it reached this incident.
    package struct Workaround: Codable, Equatable, Sendable {
        package let knownError: UUID
        package let number: String
        package let edition: Int
        package let text: String
        package let problem: UUID

        package init(knownError: UUID, number: String, edition: Int, text: String, problem: UUID) {
            self.knownError = knownError
            self.number = number
            self.edition = edition
            self.text = text
            self.problem = problem
        }
    }

    /// A person's priority instead of the computed one, which is kept beside it.
    package struct PriorityOverride: Codable, Equatable, Sendable {
        package let priority: Priority
        package let reason: String

        package init(priority: Priority, reason: String) {
            self.priority = priority
            self.reason = reason
        }
    }
}
