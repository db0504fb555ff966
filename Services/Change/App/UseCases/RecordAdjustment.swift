import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// What event management adjusted by itself is a standard change: its runbook was approved once, with its bounds. It is recorded
/// as it happened, mutes nothing, and is closed with its effect.
struct RecordAdjustment {
    let changes: Ledger<ChangeStore>
    private let reach = MeasureReach(items: ItemStore(), directory: Directory())

    init(changes: Ledger<ChangeStore>) {
        self.changes = changes
    }

    /// Messages come in any order, and more than once: a run is opened by the first that says that it began, and closed by the one
    /// that says that it is over.
    func record(_ told: AdjustmentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard told.startedAt != nil else { return }
        // Two messages of one run may come to two copies at once, and there is no row yet to wait for.
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(told.change.uuidString), 0))")
        var kept = try changes.store.find(told.change, in: tx) ?? open(told, received, in: tx)
        guard told.isOver, kept.record.state != .closed else { return }
        kept = try changes.add(
            [.closed(outcome: Self.outcome(of: told), notes: Self.notes(of: told))], to: kept, by: received.provenance,
            in: tx)
    }

    private func open(
        _ told: AdjustmentAnnounced, _ received: Received, in tx: Transaction
    ) throws -> Kept<Change> {
        let now = try tx.now
        let begun = min(told.startedAt ?? now, now)
        let scope = try told.item.map { [$0] } ?? []
        let reached = try reach.reach(of: scope, in: tx).services
        let plan = Change.Plan(
            type: .standard, summary: String("\(told.runbookName) on \(told.itemName ?? told.alertNumber)".prefix(200)),
            description: "\(told.purpose)\n\(told.number) for \(told.alertNumber): \(told.because)", scope: scope,
            expectedImpact: reached.map { ExpectedImpact($0.service, .degraded) },
            window: try Period(start: begun, end: max(told.endsBy ?? begun, begun + 60)))
        let source = Change.Source(kind: "adjustment", id: told.record, number: told.number)
        return try changes.open(
            told.change,
            with: [
                .drafted(
                    number: try Numbers.next(.change, in: tx), requester: told.person, plan: plan, source: source),
                .scheduled(affected: reached), .started,
            ], by: received.provenance, in: tx)
    }

    static func outcome(of told: AdjustmentAnnounced) -> Change.Outcome {
        switch (told.state, told.effect) {
        case (.rolledBack, _): .rolledBack
        case (.succeeded, "better"): .successful
        case (.succeeded, "same"): .successfulWithIssues
        default: .failed
        }
    }

    private static func notes(of told: AdjustmentAnnounced) -> String {
        let effect = told.effect.map { ", its effect: \($0)" } ?? ""
        let state = told.state.rawValue.replacing("_", with: " ")
        return String("\(told.number) \(state)\(effect). \(told.answer ?? "")".prefix(4000))
    }
}
