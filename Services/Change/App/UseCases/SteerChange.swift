import ChangeDomain
import Foundation
import Messaging
import Postgres
import Records

/// A person moves a change on; its maintenance window follows in the same transaction.
struct SteerChange {
    let changes: Ledger<ChangeStore>
    let window: KeepWindow

    /// `before` is the change as the caller has locked it.
    func perform(
        _ command: Change.Command, on before: Kept<Change>, by provenance: Provenance, expecting version: Int?,
        in tx: Transaction
    ) throws -> Kept<Change> {
        let after = try changes.perform(command, on: before.record.id, by: provenance, expecting: version, in: tx)
        // Deciding is pure: the record before says again which facts have just been added.
        for fact in try before.record.deciding(command, at: tx.now) {
            try window.follow(fact, of: after.record, by: provenance, in: tx)
        }
        return after
    }
}
