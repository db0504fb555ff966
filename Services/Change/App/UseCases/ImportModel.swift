import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// The configuration model becomes what a file says; nothing of it when anything in the file is wrong.
struct ImportModel {
    let items: Ledger<ItemStore>
    let directory: Directory

    /// Any number; the same in every copy.
    private static let lock = 7_301_224_417

    /// What changes; a dry run answers the same and writes nothing. Throws `ModelMistakes`.
    func run(
        _ reading: ModelReading, prune: Bool, dryRun: Bool, by provenance: Provenance, in tx: Transaction
    ) throws -> ModelDifference {
        // Two imports at once could each be free of cycles and make one together.
        try tx.execute("SELECT pg_advisory_xact_lock(\(Self.lock))")
        let present = try items.store.all(in: tx)
        let now = try tx.now
        let plan = try ModelImport.compare(
            reading.model,
            with: PresentModel(
                items: present.values.map(\.record), services: try directory.activeServices(in: tx)),
            prune: prune, earlier: reading.mistakes, identify: { UUID.v7(at: now) })
        if !dryRun { try carryOut(plan, on: present, by: provenance, in: tx) }
        return plan.difference
    }

    private func carryOut(
        _ plan: ModelPlan, on present: [UUID: Kept<ConfigurationItem>], by provenance: Provenance, in tx: Transaction
    ) throws {
        let steps = plan.steps.map { step in
            Ledger<ItemStore>.Change(id: step.item, kept: present[step.item], facts: step.facts)
        }
        for (kept, step) in zip(try items.addMany(steps, by: provenance, in: tx), plan.steps) {
            let message = ConfigurationItemAnnounced(kept.record, facts: step.facts.map { FactName.of($0) })
            try Outbox.announce(message, sequence: kept.version, by: provenance, in: tx)
        }
    }
}
