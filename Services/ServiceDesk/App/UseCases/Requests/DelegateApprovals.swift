import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// People who are away name who approves for them; what waits for them is then asked of both.
struct DelegateApprovals: Sendable {
    static let timer = "approval-delegation"
    private let ledger = Ledger(ApprovalDelegationStore())

    /// Throws `Invalid` naming the field at fault.
    func give(
        _ deputy: UUID, from: Date?, until: Date, by person: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<ApprovalDelegation> {
        let now = try tx.now
        let term = try ApprovalDelegation.Term(
            deputy: deputy, of: person.id, from: from ?? now, until: until, now: now)
        guard let named = try PersonStore().read(deputy, in: tx)?.record, named.state == .active,
            CheckAnswers([], as: person).mayName(named)
        else { throw InUse.unknown("person", deputy, field: "deputy") }
        let given = try ledger.store.standing(with: person.id, in: tx).filter { $0.person == person.id }
        guard given.count < ApprovalDelegation.most else {
            throw Rejection("You have named \(given.count): take some back first.", code: "too_many")
        }
        let kept = try ledger.open(
            UUID.v7(at: now), with: [.given(person: person.id, term: term)], by: provenance, in: tx)
        try Timers.arm(Self.timer, for: kept.record.id, at: term.from, in: tx)
        return kept
    }

    /// Throws `NotFound` for what this person has not given.
    func withdraw(_ id: UUID, by person: UUID, _ provenance: Provenance, in tx: Transaction) throws {
        guard let kept = try ledger.store.find(id, in: tx), kept.record.person == person else {
            throw NotFound(ApprovalDelegation.kind, id.uuidString.lowercased())
        }
        _ = try ledger.perform(.withdraw, on: id, by: provenance, in: tx)
        try Timers.disarm(Self.timer, for: id, in: tx)
    }

    /// It begins: the deputy is told of what waits already.
    func begins(_ id: UUID, in tx: Transaction) throws {
        guard let delegation = try ledger.store.read(id, in: tx)?.record, delegation.state == .standing else { return }
        let waiting = try tx.query(
            """
            SELECT request_approval.id, request FROM request_approval
            WHERE request_approval.person = \(delegation.person) AND state = 'requested'
            ORDER BY asked_at, request_approval.id LIMIT 100
            """
        ) { (approval: try $0.value("id") as UUID, request: try $0.value("request") as UUID) }
        for line in waiting {
            guard let request = try RequestStore().find(line.request, in: tx),
                let approval = request.record.approvals.first(where: { $0.id == line.approval })
            else { continue }
            let telling = try TellAboutRequest(request.record, request, by: .timer(Self.timer), in: tx)
            try telling.ask(delegation.deputy, for: approval, in: tx)
        }
    }
}
