import Contracts
import Messaging
import ProblemDomain

/// What the problem service listens to.
func incoming(rule: RecurrenceRule) -> Incoming {
    var incoming = Incoming()
    incoming.keep(PersonAnnounced.self)
    incoming.keep(TeamAnnounced.self)
    incoming.keep(ServiceAnnounced.self)
    incoming.keep(SigningKeysAnnounced.self)
    incoming.keep(ConfigurationItemAnnounced.self)
    incoming.on(IncidentAnnounced.self) { incident, received, tx in
        try FollowIncidents(rule: rule).heard(incident, sequence: received.sequence, by: received.provenance, in: tx)
    }
    incoming.on(RegisterImprovement.self) { asked, received, tx in
        try KeepImprovements().register(asked, received, in: tx)
    }
    incoming.on(AnnounceProblems.self) { _, _, tx in
        try Reannouncing(ProblemStore()).begin(in: tx)
        try Reannouncing(KnownErrorStore()).begin(in: tx)
    }
    return incoming
}
