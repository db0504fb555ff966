import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// A person writes down a change that they want to make.
struct DraftChange {
    let changes: Ledger<ChangeStore>

    func draft(
        _ plan: Change.Plan, requester: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Change> {
        let number = try Numbers.next(.change, in: tx)
        return try changes.open(
            UUID.v7(at: try tx.now), with: [.drafted(number: number, requester: requester, plan: plan)],
            by: provenance, in: tx)
    }
}
