import Contracts
import Messaging

extension Incoming {
    /// What the desk listens to.
    static var desk: Incoming {
        var incoming = Incoming()
        incoming.on(IncidentAnnounced.self, keep: true) { message, received, tx in
            try FollowIncidents().changed(message, received, in: tx)
        }
        return incoming
    }
}
