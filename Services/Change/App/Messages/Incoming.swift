import Contracts
import Messaging

extension Incoming {
    /// What the desk says of people, teams, services and signing keys is kept for names and sign-in; what it proposes is drafted.
    static var ofChange: Incoming {
        var incoming = Incoming()
        incoming.keep(ServiceAnnounced.self)
        incoming.keep(PersonAnnounced.self)
        incoming.keep(TeamAnnounced.self)
        incoming.keep(SigningKeysAnnounced.self)
        incoming.on(ProposeChange.self) { proposal, received, tx in
            try ProposedChange(changes: Ledger(ChangeStore())).draft(proposal, received, in: tx)
        }
        incoming.on(AnnounceChanges.self) { _, _, tx in
            try Reannouncing(ChangeStore()).begin(in: tx)
            try Reannouncing(ItemStore()).begin(in: tx)
        }
        incoming.on(DeploymentAnnounced.self) { told, received, tx in
            try DeploymentStore().keep(told, received, in: tx)
            try RecordDeployment().record(told, received, in: tx)
        }
        incoming.on(AdjustmentAnnounced.self) { told, received, tx in
            try RecordAdjustment().record(told, received, in: tx)
        }
        return incoming
    }
}
