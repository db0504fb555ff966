import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// A request as the API shows it to whoever may see it.
struct RequestView: Codable, Sendable {
    struct Item: Codable, Sendable {
        let id: UUID
        let edition: Int
        let name: String
    }

    struct Reference: Codable, Sendable {
        let id: UUID
        let number: String

        init(_ reference: ServiceRequest.Reference) {
            id = reference.id
            number = reference.number
        }
    }

    let id: UUID
    let number: String
    let version: Int
    let state: ServiceRequest.State
    let lane: Lane
    let item: Item
    let offering: UUID
    let domain: UUID
    let service: UUID?
    let requester: NamedView
    let requestedFor: NamedView
    let answers: [String: AnswerValue]
    /// The form as it was when the request was made.
    let form: [FormField]
    let promisedAt: Date
    let submittedAt: Date
    let fulfilledAt: Date?
    let closedAt: Date?
    let cost: ItemCost?
    let holdReason: String?
    let holdUntil: Date?
    let rejection: String?
    let cancelReason: String?
    let cancellationAsked: String?
    let note: String?
    let reopenCount: Int
    /// The recurring record that it was made by; nil when somebody asked.
    let recurrence: NamedView?
    let mergedInto: Reference?
    let merged: [Reference]
    let approvals: [RequestApprovalView]
    let tasks: [RequestTaskView]
    /// What the reader may ask of it now.
    let can: [String]

    init(_ kept: Kept<ServiceRequest>, for reader: Principal, in tx: Transaction) throws {
        let (request, order) = (kept.record, kept.record.order)
        let names = try PersonNames(of: request, in: tx)
        id = request.id
        number = order.number
        version = kept.version
        state = request.state
        lane = request.lane
        item = Item(id: order.item, edition: order.edition, name: order.itemName)
        offering = order.offering
        domain = order.domain
        service = order.service
        requester = names[order.requester]
        requestedFor = names[order.requestedFor]
        answers = request.answers
        form = try RequestItemStore().content(of: order.item, edition: order.edition, in: tx)?.form ?? []
        promisedAt = request.promisedAt
        submittedAt = request.submittedAt
        fulfilledAt = request.fulfilledAt
        closedAt = request.closedAt
        cost = order.cost
        holdReason = request.holdReason
        holdUntil = request.holdUntil
        rejection = request.rejection
        cancelReason = request.cancelReason
        cancellationAsked = request.cancellationAsked
        note = request.note
        reopenCount = request.reopenCount
        recurrence = order.recurrence.map { NamedView(id: $0.id, name: $0.name) }
        mergedInto = request.mergedInto.map(Reference.init)
        merged = request.merged.map(Reference.init)
        approvals = request.approvals.map { RequestApprovalView($0, names) }
        tasks = request.tasks.map { RequestTaskView($0, names) }
        can = RequestRights.words(request, by: reader, at: try tx.now)
    }
}

/// A request in a list.
struct RequestLine: Codable, Sendable {
    let id: UUID
    let number: String
    let version: Int
    let state: ServiceRequest.State
    let lane: Lane
    let item: RequestView.Item
    let service: UUID?
    let requester: NamedView
    let requestedFor: NamedView
    let promisedAt: Date
    let submittedAt: Date
    let fulfilledAt: Date?
    let closedAt: Date?
    let cancellationAsked: String?
    let openTasks: Int

    init(_ kept: Kept<ServiceRequest>, requester: String, requestedFor: String) {
        let (request, order) = (kept.record, kept.record.order)
        id = request.id
        number = order.number
        version = kept.version
        state = request.state
        lane = request.lane
        item = RequestView.Item(id: order.item, edition: order.edition, name: order.itemName)
        service = order.service
        self.requester = NamedView(id: order.requester, name: requester)
        self.requestedFor = NamedView(id: order.requestedFor, name: requestedFor)
        promisedAt = request.promisedAt
        submittedAt = request.submittedAt
        fulfilledAt = request.fulfilledAt
        closedAt = request.closedAt
        cancellationAsked = request.cancellationAsked
        openTasks = request.tasks.filter(\.isPending).count
    }
}

/// One decision a request waits for or has got.
struct RequestApprovalView: Codable, Sendable {
    let id: UUID
    let stage: Int
    let stageName: String
    let round: Int
    let rule: ApprovalStage.Rule
    let state: Approval.State
    let by: ApprovalStage.Capacity
    let person: NamedView?
    let team: UUID?
    let decidedBy: NamedView?
    /// Who was asked, where somebody else decided while they were away.
    let decidedFor: NamedView?
    let decidedAt: Date?
    let comment: String?
    let reason: String?
    let expiresAt: Date?

    init(_ approval: Approval, _ names: PersonNames) {
        id = approval.id
        stage = approval.stage
        stageName = approval.stageName
        round = approval.round
        rule = approval.rule
        state = approval.state
        by = approval.by
        person = approval.person.map { names[$0] }
        team = approval.team
        decidedBy = approval.decidedBy.map { names[$0] }
        decidedFor = approval.decidedFor.map { names[$0] }
        decidedAt = approval.decidedAt
        comment = approval.comment
        reason = approval.reason
        expiresAt = approval.expiresAt
    }
}

/// One piece of the work on a request.
struct RequestTaskView: Codable, Sendable {
    let id: UUID
    let key: String
    let title: String
    let team: UUID?
    let assignee: NamedView?
    let after: [String]
    let mandatory: Bool
    let state: FulfilmentTask.State
    let note: String?
    let startedAt: Date?
    let endedAt: Date?

    init(_ task: FulfilmentTask, _ names: PersonNames) {
        id = task.id
        key = task.key
        title = task.title
        team = task.team
        assignee = task.assignee.map { names[$0] }
        after = task.after
        mandatory = task.mandatory
        state = task.state
        note = task.note
        startedAt = task.startedAt
        endedAt = task.endedAt
    }
}

/// Names of people, read once for a view.
struct PersonNames: Sendable {
    private let names: [UUID: String]

    init(_ ids: [UUID], in tx: Transaction) throws {
        let rows = try tx.query("SELECT id, name FROM person WHERE id = ANY(\(ids))") {
            (try $0.value("id") as UUID, try $0.value("name") as String)
        }
        names = Dictionary(rows) { first, _ in first }
    }

    init(of request: ServiceRequest, in tx: Transaction) throws {
        let people =
            [request.order.requester, request.order.requestedFor] + request.tasks.compactMap(\.assignee)
            + request.approvals.flatMap { [$0.person, $0.decidedBy].compactMap(\.self) }
        try self.init(people.distinct, in: tx)
    }

    subscript(id: UUID) -> NamedView { NamedView(id: id, name: names[id] ?? "") }
}
