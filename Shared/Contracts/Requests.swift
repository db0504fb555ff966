import Foundation

/// Published by the desk whenever somebody's request changes. What was answered stays at the desk.
package struct RequestAnnounced: Announcement, Equatable {
    package static let subject = "desk.request.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    /// `submitted`, `waiting_approval`, `approved`, `rejected`, `in_fulfilment`, `on_hold`, `fulfilled`, `closed`, `cancelled`, `merged`.
    package let state: String
    package let item: UUID
    package let itemName: String
    package let edition: Int
    package let domain: UUID
    package let service: UUID?
    package let requester: UUID
    package let requestedFor: UUID
    /// The customer it is for; nil is the provider itself.
    package let organisation: UUID?
    /// `reactive`, `relationship`, `change`, `proactive`, `improvement`.
    package let lane: String
    /// Tasks that somebody still has to see to.
    package let openTasks: Int
    /// Decisions it waits for.
    package let openApprovals: Int
    package let submittedAt: Date
    package let promisedAt: Date
    package let fulfilledAt: Date?
    package let closedAt: Date?
    package let reopenCount: Int

    package init(
        record: UUID, facts: [String], number: String, state: String, item: UUID, itemName: String, edition: Int,
        domain: UUID, service: UUID?, requester: UUID, requestedFor: UUID, organisation: UUID?, lane: String,
        openTasks: Int, openApprovals: Int, submittedAt: Date, promisedAt: Date, fulfilledAt: Date?, closedAt: Date?,
        reopenCount: Int
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.item = item
        self.itemName = itemName
        self.edition = edition
        self.domain = domain
        self.service = service
        self.requester = requester
        self.requestedFor = requestedFor
        self.organisation = organisation
        self.lane = lane
        self.openTasks = openTasks
        self.openApprovals = openApprovals
        self.submittedAt = submittedAt
        self.promisedAt = promisedAt
        self.fulfilledAt = fulfilledAt
        self.closedAt = closedAt
        self.reopenCount = reopenCount
    }
}
