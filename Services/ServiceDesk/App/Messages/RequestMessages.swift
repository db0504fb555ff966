import Contracts
import DeskDomain
import Foundation

// What others are told of requests: how far they are, not what was answered.

extension RequestAnnounced {
    init(_ request: ServiceRequest, facts: [String]) {
        let order = request.order
        self.init(
            record: request.id, facts: facts, number: order.number, state: request.state.rawValue, item: order.item,
            itemName: order.itemName, edition: order.edition, domain: order.domain, service: order.service,
            requester: order.requester, requestedFor: order.requestedFor, organisation: order.organisation,
            lane: request.lane.rawValue, openTasks: request.tasks.filter(\.isPending).count,
            openApprovals: request.approvals.filter(\.isPending).count, submittedAt: request.submittedAt,
            promisedAt: request.promisedAt, fulfilledAt: request.fulfilledAt, closedAt: request.closedAt,
            reopenCount: request.reopenCount)
    }
}
