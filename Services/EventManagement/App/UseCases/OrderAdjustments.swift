import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runs are asked for, by rules or people, and judged by every bound: refused, rehearsed, proposed to a person, or let go.
struct OrderAdjustments {
    /// The timer of what waits for a person; its owner is the run.
    static let lapsing = "adjustment-proposal"
    /// How long a proposal waits for a person.
    static let patience: TimeInterval = 3600

    let weigh: WeighRunbook
    private let runs = Ledger(AdjustmentStore())

    init(weigh: WeighRunbook) {
        self.weigh = weigh
    }

    /// What rules have asked for, a few at a time; answers how many there were.
    func considerSome(in tx: Transaction) throws -> Int {
        let requests = AdjustmentRequests()
        guard try !requests.open(atMost: 1, in: tx).isEmpty else { return 0 }
        try AdjustmentTurn.take(in: tx)
        let some = try requests.open(atMost: 20, in: tx)
        for (id, request) in some {
            let (run, outcome) = try consider(request, in: tx)
            try requests.conclude(id, run, outcome, in: tx)
        }
        return some.count
    }

    /// The same refusal is written once an hour, however often it is asked.
    private func consider(
        _ asked: AdjustmentRequests.Request, in tx: Transaction
    ) throws -> (run: UUID?, outcome: String) {
        guard let runbook = try RunbookStore().named(asked.runbook, in: tx) else {
            return (nil, "there is no runbook of this name")
        }
        let alert = try AlertStore().read(asked.alert.uuidString, in: tx).record
        let things = try weigh.circumstances(of: runbook.id, for: alert, in: tx)
        let refusals = runbook.judge(things).refusals.map(\.bound)
        if !refusals.isEmpty, let last = try runs.store.newest(of: runbook.id, for: alert.id, in: tx),
            last.state == .refused, last.verdicts.refusals.map(\.bound) == refusals, last.askedAt > things.now - 3600
        {
            return (last.id, "refused for the same reason as \(last.order.number)")
        }
        let kept = try order(
            runbook, things, because: asked.because, person: nil, by: RunAdjustments.own("consider"), in: tx)
        return (kept.record.id, kept.record.state.rawValue)
    }

    /// A person has asked for it.
    func order(
        _ runbook: UUID, for alert: Alert, because: String, person: UUID, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Adjustment> {
        try AdjustmentTurn.take(in: tx)
        let runbook = try RunbookStore().existing(runbook, in: tx).record
        let things = try weigh.circumstances(of: runbook.id, for: alert, in: tx)
        return try order(runbook, things, because: because, person: person, by: provenance, in: tx)
    }

    private func order(
        _ runbook: Runbook, _ things: RunbookCircumstances, because: String, person: UUID?, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Adjustment> {
        let verdicts = runbook.judge(things)
        let order = Adjustment.Order(
            number: try Numbers.next(.adjustment, in: tx), runbook: runbook, alert: things.alert,
            itemName: things.target?.name, because: because, person: person, change: UUID.v7(at: things.now))
        var facts: [Adjustment.Fact] = [.asked(order: order)]
        let id = UUID.v7(at: things.now)
        if !verdicts.refusals.isEmpty {
            facts.append(.refused(verdicts: verdicts))
        } else if runbook.terms.rehearses {
            facts.append(.rehearsed(verdicts: verdicts, request: runbook.terms.action.words))
        } else if runbook.terms.needsApproval, person == nil {
            try Timers.arm(Self.lapsing, for: id, at: things.now + Self.patience, in: tx)
        } else {
            facts.append(.admitted(verdicts: verdicts, by: nil))
            launch(in: tx)
        }
        return try runs.open(id, with: facts, by: provenance, in: tx)
    }

    /// A person presses run: every bound is judged again.
    func approve(
        _ id: UUID, expecting version: Int?, person: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Adjustment> {
        try AdjustmentTurn.take(in: tx)
        let run = try runs.find(id, expecting: version, in: tx).record
        let runbook = try RunbookStore().existing(run.order.runbook, in: tx).record
        let alert = try AlertStore().read(run.order.alert.uuidString, in: tx).record
        let verdicts = runbook.judge(try weigh.circumstances(of: runbook.id, for: alert, besides: id, in: tx))
        let kept = try runs.perform(
            verdicts.refusals.isEmpty ? .admit(verdicts, by: person) : .refuse(verdicts), on: id, by: provenance,
            in: tx)
        try Timers.disarm(Self.lapsing, for: id, in: tx)
        launch(in: tx)
        return kept
    }

    func decline(
        _ id: UUID, expecting version: Int?, person: UUID, reason: String, by provenance: Provenance,
        in tx: Transaction
    ) throws -> Kept<Adjustment> {
        try AdjustmentTurn.take(in: tx)
        let kept = try runs.perform(
            .decline(by: person, reason: reason), on: id, by: provenance, expecting: version, in: tx)
        try Timers.disarm(Self.lapsing, for: id, in: tx)
        return kept
    }

    /// Nobody decided in time.
    func lapse(_ id: UUID, in tx: Transaction) throws {
        try AdjustmentTurn.take(in: tx)
        guard let run = try runs.store.find(id, in: tx)?.record, run.state == .proposed else { return }
        try runs.perform(
            .decline(by: nil, reason: "nobody decided within an hour"), on: id, by: .timer(Self.lapsing), in: tx)
    }

    private func launch(in tx: Transaction) {
        tx.afterCommit { AdjustmentRunner.wake.raise() }
    }
}
