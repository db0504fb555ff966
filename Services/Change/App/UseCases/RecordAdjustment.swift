import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres

/// What event management adjusted by itself is a standard change: its runbook was approved once, with its bounds. It is closed with
/// the effect.
struct RecordAdjustment {
    /// A run that never began changed nothing.
    func record(_ told: AdjustmentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard let began = told.startedAt else { return }
        let happening = RecordStandardChange.Happening(
            change: told.change, summary: "\(told.runbookName) on \(told.itemName ?? told.alertNumber)",
            description: "\(told.purpose)\n\(told.number) for \(told.alertNumber): \(told.because)",
            scope: told.item.map { [$0] } ?? [], requester: told.person,
            source: Change.Source(kind: "adjustment", id: told.record, number: told.number), began: began,
            endsBy: told.endsBy)
        let end =
            told.isOver
            ? RecordStandardChange.End(outcome: Self.outcome(of: told), notes: Self.notes(of: told)) : nil
        try RecordStandardChange().record(happening, end, by: received.provenance, in: tx)
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
