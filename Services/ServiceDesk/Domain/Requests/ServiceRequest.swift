import Foundation
import Records

/// Somebody asked for an item of the catalogue: what they answered, who approves, who does what, and when it is promised.
package struct ServiceRequest: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        case submitted
        case waitingApproval = "waiting_approval"
        case approved, rejected
        case inFulfilment = "in_fulfilment"
        case onHold = "on_hold"
        case fulfilled, closed, cancelled, merged

        package var isOpen: Bool { self != .closed && self != .cancelled && self != .merged }
    }

    /// What was asked for, by whom and for whom; it never changes.
    package struct Order: Codable, Equatable, Sendable {
        /// `REQ0000042`.
        package let number: String
        package let item: UUID
        package let edition: Int
        package let itemName: String
        package let offering: UUID
        package let domain: UUID
        package let service: UUID?
        package let requester: UUID
        package let requestedFor: UUID
        /// The customer it is for; nil is the provider itself.
        package let organisation: UUID?
        package let cost: ItemCost?
        /// What the calendar made it from; nil when somebody asked.
        package let recurrence: Recurrence?

        /// A recurring record, as it was called when it came round.
        package struct Recurrence: Codable, Equatable, Sendable {
            package let id: UUID
            package let name: String

            package init(id: UUID, name: String) {
                self.id = id
                self.name = name
            }
        }

        package init(
            number: String, item: UUID, edition: Int, itemName: String, offering: UUID, domain: UUID, service: UUID?,
            requester: UUID, requestedFor: UUID, organisation: UUID?, cost: ItemCost?,
            recurrence: Recurrence? = nil
        ) {
            self.number = number
            self.item = item
            self.edition = edition
            self.itemName = itemName
            self.offering = offering
            self.domain = domain
            self.service = service
            self.requester = requester
            self.requestedFor = requestedFor
            self.organisation = organisation
            self.cost = cost
            self.recurrence = recurrence
        }
    }

    /// Another request, as it is named.
    package struct Reference: Codable, Equatable, Sendable {
        package let id: UUID
        package let number: String

        package init(id: UUID, number: String) {
            self.id = id
            self.number = number
        }
    }

    package let id: UUID
    package let order: Order
    package let submittedAt: Date
    package internal(set) var state: State
    package internal(set) var lane: Lane
    package internal(set) var answers: [String: AnswerValue]
    /// Of every round, oldest first.
    package internal(set) var approvals: [Approval]
    package internal(set) var tasks: [FulfilmentTask]
    package internal(set) var promisedAt: Date
    package internal(set) var fulfilledAt: Date?
    package internal(set) var closedAt: Date?
    package internal(set) var holdReason: String?
    package internal(set) var holdUntil: Date?
    package internal(set) var rejection: String?
    package internal(set) var cancelReason: String?
    /// Why the requester would rather not have it any more, while work on it goes on.
    package internal(set) var cancellationAsked: String?
    package internal(set) var note: String?
    package internal(set) var reopenCount: Int
    package internal(set) var mergedInto: Reference?
    /// Those that were merged into this one.
    package internal(set) var merged: [Reference]

    /// Of the newest asking.
    package var round: Int { approvals.map(\.round).max() ?? 1 }
    package var reference: Reference { Reference(id: id, number: order.number) }
    /// Whether this person asked for it, or it is for them.
    package func concerns(_ person: UUID) -> Bool { order.requester == person || order.requestedFor == person }

    /// The team whose turn it is: that of the first task that somebody can work on, or of the first that is left.
    package var team: UUID? {
        let pending = tasks.filter(\.isPending)
        return (pending.first { $0.state != .blocked } ?? pending.first)?.team
    }

    package static let mostMerged = 50
    package static let mostTasks = 100
}
