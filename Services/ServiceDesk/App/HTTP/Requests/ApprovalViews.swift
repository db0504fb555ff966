import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What an approver sees: what is asked, by whom, for whom, and what it costs.
struct ApprovalView: Codable, Sendable {
    let id: UUID
    let state: Approval.State
    let request: Request
    let requester: NamedView
    let requestedFor: NamedView
    /// Whom a one-time link was made for; nil in the portal.
    let approver: NamedView?
    /// Who was asked and is away; nil for who was asked themselves.
    let standsFor: NamedView?
    let stageName: String
    /// Why it is this approver and not the one the item says.
    let reason: String?
    let cost: ItemCost?
    let answers: [String: AnswerValue]
    let form: [FormField]
    let promisedAt: Date
    let expiresAt: Date?
    let comment: String?
    let decidedAt: Date?

    struct Request: Codable, Sendable {
        let id: UUID
        let number: String
        let item: String
    }

    init(_ asked: DecideApproval.Asked, approver: Person? = nil, in tx: Transaction) throws {
        let (request, approval) = (asked.request.record, asked.approval)
        let order = request.order
        let names = try PersonNames(of: request, in: tx)
        id = approval.id
        state = approval.state
        self.request = Request(id: request.id, number: order.number, item: order.itemName)
        requester = names[order.requester]
        requestedFor = names[order.requestedFor]
        self.approver = approver.map { NamedView(id: $0.id, name: $0.details.name) }
        standsFor = asked.absent.map { names[$0] }
        stageName = approval.stageName
        reason = approval.reason
        cost = order.cost
        answers = request.answers
        form = try RequestItemStore().content(of: order.item, edition: order.edition, in: tx)?.form ?? []
        promisedAt = request.promisedAt
        expiresAt = approval.expiresAt
        comment = approval.comment
        decidedAt = approval.decidedAt
    }
}

/// A task in the list of those who fulfil requests.
struct TaskLine: Codable, Sendable {
    struct Request: Codable, Sendable {
        let id: UUID
        let number: String
        let item: String
        let state: ServiceRequest.State
    }

    let id: UUID
    let key: String
    let title: String
    let state: FulfilmentTask.State
    let team: UUID?
    let assignee: NamedView?
    let mandatory: Bool
    let request: Request
    let dueAt: Date
    /// The request's.
    let version: Int
}
