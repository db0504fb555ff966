import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// Standard changes that are made elsewhere, recorded as they happen: what makes them was approved before. They mute nothing.
struct RecordStandardChange {
    /// Something that began.
    struct Happening: Sendable {
        /// The id that the change shall have.
        let change: UUID
        let summary: String
        let description: String
        let scope: [UUID]
        let requester: UUID?
        let source: Change.Source
        let began: Date
        /// When it is over at the latest, as far as that can be said.
        let endsBy: Date?
    }

    struct End: Sendable {
        let outcome: Change.Outcome
        let notes: String
    }

    private let changes = Ledger(ChangeStore())
    private let reach = MeasureReach(items: ItemStore(), directory: Directory())

    /// Told in any order and more than once: the first that is told opens it, the end closes it.
    func record(_ happening: Happening, _ end: End?, by provenance: Provenance, in tx: Transaction) throws {
        // Two messages about it may come to two copies at once, and there is no row yet to wait for.
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(happening.change.uuidString), 0))")
        let kept = try changes.store.find(happening.change, in: tx) ?? open(happening, by: provenance, in: tx)
        guard let end, kept.record.state != .closed else { return }
        try changes.add([.closed(outcome: end.outcome, notes: end.notes)], to: kept, by: provenance, in: tx)
    }

    private func open(_ told: Happening, by provenance: Provenance, in tx: Transaction) throws -> Kept<Change> {
        let now = try tx.now
        let began = Self.usable(told.began).map { min($0, now) } ?? now
        let reached = try reach.reach(of: told.scope, in: tx).services
        let plan = Change.Plan(
            type: .standard, summary: String(told.summary.prefix(200)), description: told.description,
            scope: told.scope, expectedImpact: reached.map { ExpectedImpact($0.service, .degraded) },
            window: try Period(start: began, end: max(told.endsBy.flatMap(Self.usable) ?? began, began + 60)))
        return try changes.open(
            told.change,
            with: [
                .drafted(
                    number: try Numbers.next(.change, in: tx), requester: told.requester, plan: plan,
                    source: told.source),
                .scheduled(affected: reached), .started,
            ], by: provenance, in: tx)
    }

    /// Senders' clocks may say anything.
    private static func usable(_ instant: Date) -> Date? { Period.plausible.contains(instant) ? instant : nil }
}
