import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// A change's maintenance window follows the change, and the clock.
struct KeepWindow {
    /// The timers that open and end windows; their owner is the window.
    enum Timer {
        static let opens = "window-opens"
        static let ends = "window-ends"
    }

    let windows: Ledger<WindowStore>

    /// Does what a fact of the change, already applied, means for its window.
    func follow(_ fact: Change.Fact, of change: Change, by provenance: Provenance, in tx: Transaction) throws {
        var live = try lockLive(of: change.id, in: tx)
        for step in change.windowSteps(after: fact, window: live?.record, at: try tx.now) {
            switch step {
            case .plan(let period): live = try plan(period, for: change, by: provenance, in: tx)
            case .command(let command):
                guard let window = live?.record.id else { continue }
                live = try perform(command, on: window, by: provenance, in: tx)
            }
        }
    }

    /// Timers before their window, as the clock itself locks them: the other order would be a deadlock at the very moment
    /// a window opens or ends. Every step sets them anew.
    private func lockLive(of change: UUID, in tx: Transaction) throws -> Kept<MaintenanceWindow>? {
        guard let id = try windows.store.liveID(of: change, in: tx) else { return nil }
        try Timers.disarm(Timer.opens, for: id, in: tx)
        try Timers.disarm(Timer.ends, for: id, in: tx)
        return try windows.store.live(of: change, in: tx)
    }

    private func plan(
        _ period: Period, for change: Change, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<MaintenanceWindow> {
        let plan = MaintenanceWindow.Plan(
            number: try Numbers.next(.window, in: tx), change: change.id, changeNumber: change.number,
            scope: change.plan.scope, expectedImpact: change.plan.expectedImpact, period: period)
        let kept = try windows.open(UUID.v7(at: try tx.now), with: [.planned(plan)], by: provenance, in: tx)
        try setTimers(kept.record, in: tx)
        return kept
    }

    private func perform(
        _ command: MaintenanceWindow.Command, on id: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<MaintenanceWindow> {
        let kept = try windows.perform(command, on: id, by: provenance, in: tx)
        try setTimers(kept.record, in: tx)
        return kept
    }

    private func setTimers(_ window: MaintenanceWindow, in tx: Transaction) throws {
        if window.state == .planned {
            try Timers.arm(Timer.opens, for: window.id, at: window.start, in: tx)
        } else {
            try Timers.disarm(Timer.opens, for: window.id, in: tx)
        }
        if window.isLive {
            try Timers.arm(Timer.ends, for: window.id, at: window.end, in: tx)
        } else {
            try Timers.disarm(Timer.ends, for: window.id, in: tx)
        }
    }

    /// The planned start is reached. Too late for the whole window: it ends without having opened.
    func opens(_ id: UUID, in tx: Transaction) throws {
        guard let window = try windows.store.find(id, in: tx)?.record, window.state == .planned else { return }
        let command: MaintenanceWindow.Command = try tx.now < window.end ? .open(.plannedStart) : .end(.plannedEnd)
        _ = try perform(command, on: id, by: .timer(Timer.opens), in: tx)
    }

    /// The planned or extended end is reached.
    func ends(_ id: UUID, in tx: Transaction) throws {
        guard let window = try windows.store.find(id, in: tx)?.record, window.isLive else { return }
        _ = try perform(.end(.plannedEnd), on: id, by: .timer(Timer.ends), in: tx)
    }
}
