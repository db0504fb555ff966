import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Somebody asks for an item of the catalogue that is meant for them.
struct SubmitRequest: Sendable {
    let hours: WorkingHours

    /// What was asked for.
    struct Wish: Sendable {
        let item: UUID
        /// The edition whose form was filled in; nil for whichever is current.
        let edition: Int?
        let requestedFor: UUID?
        let answers: [String: AnswerValue]
        /// What the calendar made it from.
        var recurrence: ServiceRequest.Order.Recurrence?
    }

    /// A wish held against the catalogue of who asks.
    struct Checked {
        let entry: BrowseCatalogue.Entry
        let receiver: Person
        let checking: CheckAnswers
        let answers: [String: AnswerValue]
    }

    /// Throws `Invalid` naming the field at fault, or a `Rejection` when the form has changed meanwhile.
    func submit(
        _ wish: Wish, as reader: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        let asked = try checked(wish, as: reader, in: tx)
        let (entry, receiver, content) = (asked.entry, asked.receiver, asked.entry.item.content)
        let approvals = try FindApprovers(
            content: content, service: entry.offering.details.service, requester: reader.id, requestedFor: receiver.id
        ).approvals(round: 1, in: tx)
        let now = try tx.now
        let tasks = content.plan.map { task in
            FulfilmentTask(
                id: UUID.v7(at: now), key: task.key, title: task.title, team: task.team, after: task.after,
                mandatory: task.mandatory)
        }
        let order = ServiceRequest.Order(
            number: try Numbers.next(.request, in: tx), item: entry.item.id, edition: entry.item.edition,
            itemName: content.name, offering: entry.offering.id, domain: entry.domain.id,
            service: entry.offering.details.service, requester: reader.id, requestedFor: receiver.id,
            organisation: receiver.details.organisation, cost: content.cost, recurrence: wish.recurrence)
        let fact = ServiceRequest.Fact.submitted(
            order: order, answers: asked.answers, approvals: approvals, tasks: tasks,
            promisedAt: hours.due(content.delivery, from: now))
        let kept = try Ledger(RequestStore()).open(UUID.v7(at: now), with: [fact], by: provenance, in: tx)
        let reference = RecordReference(kind: .request, id: kept.record.id)
        try asked.checking.send(asked.answers, with: reference, by: provenance, in: tx)
        try FollowRequest(hours: hours).moved(nil, to: kept, by: provenance, in: tx)
        return kept
    }

    /// Whether it could be asked for now. Throws what `submit` throws.
    func checked(_ wish: Wish, as reader: Principal, in tx: Transaction) throws -> Checked {
        let entry = try offered(wish.item, to: reader, in: tx)
        let content = entry.item.content
        if let edition = wish.edition, edition != entry.item.edition {
            throw Rejection("\(content.name) has changed since: read it again.", code: "edition_changed")
        }
        let receiver = try receiver(wish.requestedFor, of: reader, in: tx)
        let checking = CheckAnswers(content.form, as: reader)
        return Checked(
            entry: entry, receiver: receiver, checking: checking, answers: try checking.checked(wish.answers, in: tx))
    }

    private func offered(_ item: UUID, to reader: Principal, in tx: Transaction) throws -> BrowseCatalogue.Entry {
        do {
            return try BrowseCatalogue().find(item, for: reader, in: tx)
        } catch is NotFound {
            throw Invalid("There is no such item in your catalogue.", field: "item", code: "unknown_item")
        }
    }

    /// Requesters ask for people of their own organisation, staff for anybody.
    private func receiver(_ id: UUID?, of reader: Principal, in tx: Transaction) throws -> Person {
        let person = try PersonStore().read(id ?? reader.id, in: tx)?.record
        guard let person, person.state == .active, CheckAnswers([], as: reader).mayName(person) else {
            throw InUse.unknown("person", id ?? reader.id, field: "requestedFor")
        }
        return person
    }
}
