import Chassis
import Contracts
import Delivery
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runs begin, end, and are watched until their effect is known.
///
/// A run is marked as begun before anything is sent, and its end written afterwards: a copy that dies in between leaves a run of
/// which nobody knows what became, and it is not sent again unless that does no harm.
struct RunAdjustments {
    /// The other side should have answered by now.
    static let deadline = "adjustment-deadline"
    /// Its effect should be there by now.
    static let settled = "adjustment-settled"
    /// How much later than it should have ended a copy is believed to be gone.
    static let grace: TimeInterval = 15
    static let mostAttempts = 3

    let weigh: WeighRunbook
    let reach: RunbookReach
    let folding: Signal
    let secrets: RunbookSecrets
    let runs = Ledger(AdjustmentStore())

    /// Something to be sent outside of a transaction.
    struct Sending: Sendable {
        let run: UUID
        let isRollback: Bool
        let request: OutboundRequest
        let isIdempotent: Bool
    }

    /// What came of it.
    enum Ending: Equatable, Sendable {
        case succeeded(String)
        case failed(String)
        case timedOut(String)
        /// It may have been done, or not.
        case unknown(String)
    }

    enum Next: Sendable {
        case nothing
        /// It needed nothing from outside, or was refused after all.
        case done
        case send(Sending)
    }

    /// Begins what has waited longest.
    func begin(in tx: Transaction) throws -> Next {
        guard try runs.store.nextToBeSent(in: tx) != nil else { return .nothing }
        try AdjustmentTurn.take(in: tx)
        guard let id = try runs.store.nextToBeSent(in: tx), let run = try runs.store.find(id, in: tx)?.record else {
            return .nothing
        }
        let runbook = try RunbookStore().existing(run.order.runbook, in: tx).record
        let alert = try AlertStore().read(run.order.alert.uuidString, in: tx).record
        let things = try weigh.circumstances(of: runbook.id, for: alert, besides: id, in: tx)
        let occasion = RunbookOccasion(
            run: id, number: run.order.number, runbook: runbook, alert: alert, target: things.target,
            because: run.order.because, isRollback: run.state == .rollingBack)
        if let refusal = try refused(run, runbook, things, occasion, in: tx) { return refusal }
        guard let action = occasion.action else {
            return try given(up: id, "the runbook has no rollback any more", in: tx)
        }
        guard let secrets = try opened(for: action, of: runbook, in: tx) else {
            return try given(up: id, "its secrets cannot be opened by the keys in DIENST_SECRET_KEY", in: tx)
        }
        let patience = TimeInterval(action.timeout) + (action.webhook == nil ? 0 : Self.grace)
        let deadline = things.now + patience
        let command: Adjustment.Command =
            occasion.isRollback
            ? .startRollback(deadline: deadline) : .start(deadline: deadline, try weigh.reading(of: run.order, in: tx))
        let begun = try runs.perform(command, on: id, by: Self.own("begin"), in: tx)
        try Timers.arm(Self.deadline, for: id, at: deadline, in: tx)
        if let executor = action.executor {
            let message = occasion.message(attempt: begun.record.attempts, answerBy: deadline)
            try Outbox.ask(message, route: executor.route, by: Self.own("begin"), in: tx)
            return .done
        }
        guard let request = try occasion.request(secrets, at: things.now) else { return .done }
        return .send(
            Sending(
                run: id, isRollback: occasion.isRollback, request: request, isIdempotent: action.isIdempotent))
    }

    /// Nil when no key opens them.
    private func opened(
        for action: RunbookAction, of runbook: Runbook, in tx: Transaction
    ) throws -> [String: String]? {
        guard action.webhook != nil else { return [:] }
        do {
            return try secrets.values(of: runbook.id, in: tx)
        } catch let error where error is SealingKeys.Broken || error is SealingKeys.NotConfigured {
            return nil
        }
    }

    /// What stops it at the last moment. A rollback is stopped by the switch for all alone.
    private func refused(
        _ run: Adjustment, _ runbook: Runbook, _ things: RunbookCircumstances, _ occasion: RunbookOccasion,
        in tx: Transaction
    ) throws -> Next? {
        if let webhook = occasion.action?.webhook, let refusal = reach.refusal(of: webhook) {
            return try given(up: run.id, refusal, in: tx)
        }
        if occasion.isRollback {
            return try things.stoppedBecause.map { try given(up: run.id, "all runbooks are stopped: \($0)", in: tx) }
        }
        var verdicts = runbook.judge(things)
        if runbook.terms.rehearses { verdicts.append(BoundVerdict(.runbook, false, "it only rehearses by now")) }
        guard !verdicts.refusals.isEmpty else { return nil }
        guard run.attempts > 0 else {
            try runs.perform(.refuse(verdicts), on: run.id, by: Self.own("judge"), in: tx)
            return .done
        }
        let because = verdicts.refusals.map(\.because).joined(separator: "; ")
        try end(run.id, isRollback: false, .unknown("it was not tried again: \(because)"), mayTryAgain: false, in: tx)
        return .done
    }

    private func given(up run: UUID, _ because: String, in tx: Transaction) throws -> Next {
        guard let record = try runs.store.find(run, in: tx)?.record else { return .done }
        if record.state == .rollingBack {
            try end(run, isRollback: true, .failed(because), mayTryAgain: false, in: tx)
        } else {
            let verdict = BoundVerdict(.allowList, false, because)
            try runs.perform(.refuse([verdict]), on: run, by: Self.own("judge"), in: tx)
        }
        return .done
    }

    /// What came of something that was sent.
    func ended(_ sending: Sending, _ ending: Ending, in tx: Transaction) throws {
        try AdjustmentTurn.take(in: tx)
        try end(sending.run, isRollback: sending.isRollback, ending, mayTryAgain: sending.isIdempotent, in: tx)
    }

    /// An executor tells what came of it.
    func heard(_ outcome: AdjustmentOutcome, _ received: Received, in tx: Transaction) throws {
        try AdjustmentTurn.take(in: tx)
        guard let run = try runs.store.find(outcome.record, in: tx)?.record else {
            throw Invalid("There is no adjustment \(outcome.record.uuidString.lowercased()).", field: "record")
        }
        let terms = try RunbookStore().existing(run.order.runbook, in: tx).record.terms
        guard (outcome.isRollback ? terms.rollback : terms.action)?.executor != nil else {
            throw Rejection("Adjustment \(run.order.number) was not asked of an executor.", code: "not_asked")
        }
        let detail = String((outcome.detail ?? "no detail was given").prefix(2000))
        try end(
            run.id, isRollback: outcome.isRollback, outcome.successful ? .succeeded(detail) : .failed(detail),
            mayTryAgain: false, in: tx)
    }

    /// Nothing was heard of it in time.
    func overdue(_ id: UUID, in tx: Transaction) throws {
        try AdjustmentTurn.take(in: tx)
        guard let run = try runs.store.find(id, in: tx)?.record, run.deadline != nil else { return }
        let terms = try RunbookStore().existing(run.order.runbook, in: tx).record.terms
        let isRollback = run.state == .rollingBack
        let action = isRollback ? terms.rollback : terms.action
        let ending: Ending =
            action?.webhook == nil
            ? .timedOut("no outcome was heard within \(action?.timeout ?? 0) s")
            : .unknown("whoever sent it has gone before the answer came")
        try end(id, isRollback: isRollback, ending, mayTryAgain: action?.isIdempotent == true, in: tx)
    }

    static func own(_ command: String) -> Provenance {
        Provenance(
            actor: .service(EventApp.name), command: "\(command)-adjustment",
            correlation: UUID.v7().uuidString.lowercased())
    }
}
