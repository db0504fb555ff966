import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Requests, one row each, with a row for each task and approval.
struct RequestStore: RecordTable {
    static let table = "service_request"

    /// The request a task belongs to.
    func owning(task: UUID, in tx: Transaction) throws -> UUID? {
        try tx.first("SELECT request FROM request_task WHERE id = \(task)") { try $0.value("request") }
    }

    /// The request an approval belongs to.
    func owning(approval: UUID, in tx: Transaction) throws -> UUID? {
        try tx.first("SELECT request FROM request_approval WHERE id = \(approval)") { try $0.value("request") }
    }

    func save(_ kept: Kept<ServiceRequest>, in tx: Transaction) throws {
        let (request, order) = (kept.record, kept.record.order)
        try tx.execute(
            """
            INSERT INTO service_request
                (id, version, number, state, is_open, lane, item, item_name, service, requester, requested_for,
                 organisation, approvers, approving_teams, team, open_tasks, submitted_at, promised_at, record)
            VALUES (
                \(request.id), \(kept.version), \(order.number), \(request.state), \(request.state.isOpen),
                \(request.lane), \(order.item), \(order.itemName), \(order.service), \(order.requester),
                \(order.requestedFor), \(order.organisation), \(request.approvals.compactMap(\.person).distinct),
                \(request.approvals.compactMap(\.team).distinct), \(request.team),
                \(request.tasks.filter(\.isPending).count), \(request.submittedAt), \(request.promisedAt), \(try RecordColumn.encode(request))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, is_open = excluded.is_open, lane = excluded.lane,
                approvers = excluded.approvers, approving_teams = excluded.approving_teams, team = excluded.team,
                open_tasks = excluded.open_tasks, promised_at = excluded.promised_at, record = excluded.record
            """)
        for (position, task) in request.tasks.enumerated() { try save(task, position, of: request, in: tx) }
        for approval in request.approvals { try save(approval, of: request, in: tx) }
        try RecordHeads().note(head(of: kept, at: tx.now), text: request.words, in: tx)
    }

    private func head(of kept: Kept<ServiceRequest>, at now: Date) -> RecordHead {
        let (request, order) = (kept.record, kept.record.order)
        return RecordHead(
            reference: RecordReference(kind: .request, id: request.id), number: order.number, title: order.itemName,
            state: request.state.rawValue, isOpen: request.state.isOpen, requester: order.requester,
            organisation: order.organisation,
            affected: ([order.requestedFor] + request.approvals.compactMap(\.person)).distinct, team: request.team,
            assignee: request.tasks.first { $0.state == .inProgress }?.assignee,
            services: order.service.map { [$0] } ?? [], readers: .parties, openedAt: request.submittedAt,
            updatedAt: now,
            sequence: kept.version)
    }

    private func save(
        _ task: FulfilmentTask, _ position: Int, of request: ServiceRequest, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO request_task (id, request, position, key, title, state, mandatory, team, assignee, due_at)
            VALUES (
                \(task.id), \(request.id), \(position), \(task.key), \(task.title), \(task.state), \(task.mandatory),
                \(task.team), \(task.assignee), \(request.promisedAt)
            )
            ON CONFLICT (id) DO UPDATE SET
                state = excluded.state, team = excluded.team, assignee = excluded.assignee, due_at = excluded.due_at
            """)
    }

    private func save(_ approval: Approval, of request: ServiceRequest, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO request_approval (id, request, stage, state, person, team, decided_by, asked_at)
            VALUES (
                \(approval.id), \(request.id), \(approval.stage), \(approval.state), \(approval.person),
                \(approval.team), \(approval.decidedBy), \(try tx.now)
            )
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by
            """)
    }

    func announcement(
        of kept: Kept<ServiceRequest>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        RequestAnnounced(kept.record, facts: facts)
    }
}

extension ServiceRequest {
    /// What somebody wrote into the form, to be searched.
    fileprivate var words: String {
        answers.keys.sorted().compactMap { key in
            if case .text(let text)? = answers[key] { text } else { nil }
        }.joined(separator: "\n")
    }
}

extension [UUID] {
    /// Each once, in the order given.
    var distinct: [UUID] {
        var seen: Set<UUID> = []
        return filter { seen.insert($0).inserted }
    }
}
