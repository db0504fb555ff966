import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What follows when a run has ended, and when its effect is there.
extension RunAdjustments {
    /// Writes how a run, or its rollback, has ended. Told late or twice it changes nothing.
    func end(
        _ id: UUID, isRollback: Bool, _ ending: Ending, mayTryAgain: Bool, in tx: Transaction
    ) throws {
        guard let run = try runs.store.find(id, in: tx)?.record, isRollback == (run.state == .rollingBack) else {
            return
        }
        if isRollback { return try endRollback(run, ending, in: tx) }
        guard run.mayEnd(ending) else { return }
        let command: Adjustment.Command =
            switch ending {
            case .succeeded(let answer): .succeed(answer: answer)
            case .failed(let answer): .fail(answer: answer)
            case .timedOut(let answer): .timeOut(answer: answer)
            case .unknown(let because):
                mayTryAgain && run.attempts < Self.mostAttempts
                    ? .restart(Self.why("again", because, "it does no harm to do it twice, so it is done again"))
                    : .lose(Self.why("unknown", because, "nobody knows whether it was done: \(because)"))
            }
        let ended = try runs.perform(command, on: id, by: Self.own("end"), in: tx).record
        try Timers.disarm(Self.deadline, for: id, in: tx)
        try follow(ended, in: tx)
    }

    /// What failed is rolled back; all else is watched.
    private func follow(_ run: Adjustment, in tx: Transaction) throws {
        let terms = try RunbookStore().existing(run.order.runbook, in: tx).record.terms
        switch run.state {
        case .waiting: tx.afterCommit { AdjustmentRunner.wake.raise() }
        case .failed where terms.rollback != nil, .timedOut where terms.rollback != nil:
            try rollBack(run, because: "the action \(run.state == .failed ? "failed" : "did not end in time")", in: tx)
        default:
            try Timers.arm(Self.settled, for: run.id, at: try tx.now + TimeInterval(terms.settle), in: tx)
        }
    }

    /// The time for its effect is over.
    func settle(_ id: UUID, in tx: Transaction) throws {
        try AdjustmentTurn.take(in: tx)
        guard let run = try runs.store.find(id, in: tx)?.record, !run.isOver, run.state.isWatched else { return }
        let reading = try weigh.reading(of: run.order, in: tx)
        let settled = try runs.perform(.settle(reading), on: id, by: .timer(Self.settled), in: tx).record
        guard settled.effect == .worse else { return }
        let runbook = try RunbookStore().existing(run.order.runbook, in: tx).record
        try halt(runbook, after: settled, because: "made \(run.order.itemName ?? run.order.alertNumber) worse", in: tx)
        if runbook.terms.rollback != nil { try rollBack(settled, because: "it got worse", in: tx) }
    }

    private func rollBack(_ run: Adjustment, because: String, in tx: Transaction) throws {
        let why = Self.why("rolled back", because, "\(because), and the runbook says how to undo it")
        try runs.perform(.rollBack(why), on: run.id, by: Self.own("roll-back"), in: tx)
        try Timers.disarm(Self.settled, for: run.id, in: tx)
        tx.afterCommit { AdjustmentRunner.wake.raise() }
    }

    private func endRollback(_ run: Adjustment, _ ending: Ending, in tx: Transaction) throws {
        try Timers.disarm(Self.deadline, for: run.id, in: tx)
        switch ending {
        case .succeeded(let answer):
            try runs.perform(.endRollback(answer: answer), on: run.id, by: Self.own("end"), in: tx)
        case .failed(let answer), .timedOut(let answer), .unknown(let answer):
            let ended = try runs.perform(.failRollback(answer: answer), on: run.id, by: Self.own("end"), in: tx)
            let runbook = try RunbookStore().existing(run.order.runbook, in: tx).record
            try halt(runbook, after: ended.record, because: "could not be rolled back: \(answer)", in: tx)
        }
    }

    /// No more of it until a person has looked.
    private func halt(_ runbook: Runbook, after run: Adjustment, because: String, in tx: Transaction) throws {
        let why = Self.why("paused", because, "\(run.order.number) \(because)")
        try Ledger(RunbookStore()).perform(.halt(why), on: runbook.id, by: Self.own("halt"), in: tx)
        try TellOfRunbook(folding: folding).halted(runbook, after: run, because: because, in: tx)
    }

    /// Change has recorded it.
    func named(_ change: ChangeAnnounced, in tx: Transaction) throws {
        guard let id = try runs.store.id(ofChange: change.record, in: tx) else { return }
        try AdjustmentTurn.take(in: tx)
        try runs.perform(.nameChange(change.number), on: id, by: Self.own("name"), in: tx)
    }

    private static func why(_ outcome: String, _ input: String, _ because: String) -> Explanation {
        Explanation(
            decision: "adjustment", rule: "once, and undone when it fails or makes it worse", inputs: ["seen": input],
            outcome: outcome, because: because)
    }
}

extension Adjustment.State {
    /// Ended, and its effect is waited for.
    fileprivate var isWatched: Bool { [.succeeded, .failed, .timedOut, .unknown].contains(self) }
}

extension Adjustment {
    /// Whether this is news: an end that comes after the run was given up still is one, until its effect is known.
    fileprivate func mayEnd(_ ending: RunAdjustments.Ending) -> Bool {
        switch (state, ending) {
        case (.running, _), (.waiting, .unknown): true
        case (.unknown, .succeeded), (.unknown, .failed), (.timedOut, .succeeded): !isOver
        default: false
        }
    }
}
