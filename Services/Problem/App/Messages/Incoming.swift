import Contracts
import Messaging
import ProblemDomain

extension Incoming {
    /// What this service listens to.
    static func problem(rule: RecurrenceRule) -> Incoming {
        var incoming = Incoming()
        let follow = FollowIncidents(rule: rule)
        incoming.on(IncidentAnnounced.self) { incident, received, tx in
            try follow.heard(incident, received, in: tx)
        }
        incoming.keep(ConfigurationItemAnnounced.self)
        incoming.keep(ServiceAnnounced.self)
        incoming.keep(PersonAnnounced.self)
        incoming.keep(TeamAnnounced.self)
        incoming.keep(SigningKeysAnnounced.self)
        return incoming
    }
}
