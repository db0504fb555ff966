import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// What somebody proposes at the desk becomes a draft, with the id the desk gave it; told twice, it is drafted once.
struct ProposedChange {
    let changes: Ledger<ChangeStore>

    func draft(_ proposal: ProposeChange, _ received: Received, in tx: Transaction) throws {
        guard try changes.store.find(proposal.record, in: tx) == nil else { return }
        let source = Change.Source(
            kind: proposal.source.kind, id: proposal.source.record, number: proposal.source.number)
        let plan = Change.Plan(type: .normal, summary: proposal.summary, description: proposal.description)
        var provenance = received.provenance
        provenance.actor = .person(proposal.proposedBy)
        try changes.open(
            proposal.record,
            with: [
                .drafted(
                    number: try Numbers.next(.change, in: tx), requester: proposal.requester ?? proposal.proposedBy,
                    plan: plan, source: source)
            ], by: provenance, in: tx)
    }
}
