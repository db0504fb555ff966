import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Tells people what a request's move means for them: approvers are asked, with a link that decides without sign-in; who asked
/// learns what was decided and when it is there; who is given a task learns that.
struct TellAboutRequest: Sendable {
    let before: ServiceRequest?
    let after: ServiceRequest
    let version: Int
    let actor: Actor
    private let names: PersonNames

    init(
        _ before: ServiceRequest?, _ after: Kept<ServiceRequest>, by provenance: Provenance, in tx: Transaction
    ) throws {
        self.before = before
        self.after = after.record
        version = after.version
        actor = provenance.actor
        names = try PersonNames(of: after.record, in: tx)
    }

    func tell(in tx: Transaction) throws {
        try tellApprovers(in: tx)
        try tellRequesters(in: tx)
        try tellAssignees(in: tx)
    }

    private func tellApprovers(in tx: Transaction) throws {
        let asked = Set((before?.approvals ?? []).filter { $0.state == .requested }.map(\.id))
        for approval in after.approvals where approval.state == .requested && !asked.contains(approval.id) {
            for person in try DecideApproval.deciders(of: approval, in: tx) { try ask(person, for: approval, in: tx) }
        }
    }

    /// Asks this person to decide, by a link of their own; never about what they asked for or get.
    func ask(_ person: UUID, for approval: Approval, in tx: Transaction) throws {
        guard let end = approval.expiresAt, !after.concerns(person) else { return }
        let secret = try DecideApproval.link(approval.id, of: after.id, for: person, until: end, in: tx)
        let asking = notice(
            .approvalRequested, link: "/approve#\(secret.text)", actor: names[after.order.requester].name,
            text: approval.reason, due: end)
        try Notices.tell(person, asking, cause: approval.id, in: tx)
    }

    private func tellRequesters(in tx: Transaction) throws {
        guard after.state != before?.state else { return }
        let decider = after.approvals.last { $0.decidedBy != nil }?.decidedBy.map { names[$0].name }
        let news: Notice
        switch after.state {
        case .approved: news = notice(.requestDecided, actor: decider, outcome: .approved)
        case .rejected: news = notice(.requestDecided, actor: decider, text: after.rejection, outcome: .rejected)
        case .fulfilled: news = notice(.recordUpdate, text: after.note)
        default: return
        }
        let cause = UUID.named("\(after.state.rawValue)-\(version)", in: after.id)
        let people = [after.order.requester, after.order.requestedFor].filter { Actor.person($0) != actor }
        try Notices.tell(people, news, cause: cause, in: tx)
    }

    private func tellAssignees(in tx: Transaction) throws {
        for task in after.tasks {
            guard let assignee = task.assignee, Actor.person(assignee) != actor,
                before?.tasks.first(where: { $0.id == task.id })?.assignee != assignee
            else { continue }
            let cause = UUID.named("\(task.id.uuidString)-\(version)", in: after.id)
            try Notices.tell(
                assignee, notice(.taskAssigned, text: task.title, due: after.promisedAt), cause: cause, in: tx)
        }
    }

    private func notice(
        _ template: Notice.Template, link: String? = nil, actor: String? = nil, text: String? = nil,
        outcome: Notice.Outcome? = nil, due: Date? = nil
    ) -> Notice {
        let record = RecordReference(kind: .request, id: after.id)
        return Notice(
            template, about: record, number: after.order.number, title: after.order.itemName,
            link: link ?? Notice.page(of: record), actor: actor, text: text, outcome: outcome, due: due)
    }
}
