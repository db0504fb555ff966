import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Requests are revised, worked on, ended and merged by those who may.
struct WorkRequest: Sendable {
    let hours: WorkingHours
    private let ledger = Ledger(RequestStore())

    init(hours: WorkingHours) {
        self.hours = hours
    }

    /// Throws `NotFound` for a request the reader may not see, 403 for a command that is not theirs.
    func perform(
        _ command: ServiceRequest.Command, on id: UUID, as reader: Principal, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        let before = try RequestSight.find(id, for: reader, in: tx)
        try RequestRights.check(command, on: before.record, by: reader)
        return try perform(command, on: before, expecting: version, by: provenance, in: tx)
    }

    /// The suite's own commands, and those whose right to it was looked at elsewhere.
    @discardableResult
    func perform(
        _ command: ServiceRequest.Command, on before: Kept<ServiceRequest>, expecting version: Int? = nil,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        let after = try ledger.perform(command, on: before.record.id, by: provenance, expecting: version, in: tx)
        try FollowRequest(hours: hours).moved(before, to: after, by: provenance, in: tx)
        return after
    }

    /// Other answers: whoever approved is asked anew, and the promise is made anew. Nil answers stay as they are.
    func ask(
        _ answers: [String: AnswerValue]?, on id: UUID, again: Bool, as reader: Principal, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        let before = try RequestSight.find(id, for: reader, in: tx)
        let order = before.record.order
        guard let content = try RequestItemStore().content(of: order.item, edition: order.edition, in: tx) else {
            throw NotFound(RequestItem.kind, order.item.uuidString.lowercased())
        }
        let (checking, reference) = (
            CheckAnswers(content.form, as: reader), RecordReference(kind: .request, id: id)
        )
        let checked = try answers.map { try checking.checked($0, for: reference, in: tx) }
        let approvals = try FindApprovers(
            content: content, service: order.service, requester: order.requester, requestedFor: order.requestedFor
        ).approvals(round: before.record.round + 1, in: tx)
        let (new, promise) = (checked ?? before.record.answers, hours.due(content.delivery, from: try tx.now))
        let command: ServiceRequest.Command =
            again
            ? .resubmit(new, approvals: approvals, promisedAt: promise)
            : .revise(new, approvals: approvals, promisedAt: promise)
        try RequestRights.check(command, on: before.record, by: reader)
        if let checked { try checking.send(checked, with: reference, by: provenance, in: tx) }
        return try perform(command, on: before, expecting: version, by: provenance, in: tx)
    }

    /// Two requests for the same thing become one. Requesters merge their own, staff any.
    func merge(
        _ id: UUID, into survivor: UUID, as reader: Principal, expecting version: Int?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        // Always in one order, so that two who merge each other's do not wait for ever.
        for key in [id, survivor].sorted(by: { $0.uuidString < $1.uuidString }) {
            _ = try RequestStore().find(key, in: tx)
        }
        let before = try RequestSight.find(id, for: reader, in: tx)
        let target: Kept<ServiceRequest>
        do {
            target = try RequestSight.find(survivor, for: reader, in: tx)
        } catch is NotFound {
            throw Invalid("There is no such request.", field: "into", code: "unknown_request")
        }
        let command = ServiceRequest.Command.merge(into: target.record.reference)
        try RequestRights.check(command, on: before.record, by: reader)
        guard target.record.concerns(reader.id) || RequestSight.admits(reader, to: target.record, for: .requestsWork)
        else {
            throw Invalid("This is not a request of yours.", field: "into", code: "unknown_request")
        }
        let merged = try perform(command, on: before, expecting: version, by: provenance, in: tx)
        try perform(.absorb(before.record.reference), on: target, by: provenance, in: tx)
        if merged.version != before.version { try carry(id, into: survivor, as: reader, provenance, in: tx) }
        return merged
    }

    private func carry(
        _ merged: UUID, into survivor: UUID, as reader: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws {
        let heads = try [merged, survivor].map {
            try RecordSight().find(RecordReference(kind: .request, id: $0), for: reader, in: tx)
        }
        try CarryOver().carry(heads[0], into: heads[1], by: reader, provenance, in: tx)
    }

    /// What is said to a task. Throws `NotFound` for one that is not there; whoever is assigned is known and active.
    func work(
        _ command: ServiceRequest.TaskCommand, on task: UUID, as reader: Principal, expecting version: Int?,
        by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ServiceRequest> {
        guard let id = try RequestStore().owning(task: task, in: tx) else {
            throw NotFound("task", task.uuidString.lowercased())
        }
        if case .assign(let team, let assignee) = command {
            if let team { try InUse.teams([team], field: "team", in: tx) }
            if let assignee { try InUse.people([assignee], field: "assignee", in: tx) }
        }
        return try perform(
            .work(command, on: task), on: id, as: reader, expecting: version, by: provenance, in: tx)
    }
}
