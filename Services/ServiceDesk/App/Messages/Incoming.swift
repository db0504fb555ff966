import Contracts
import Messaging

extension Incoming {
    /// What the desk listens to.
    static func desk(_ articles: KeepArticles) -> Incoming {
        var incoming = Incoming()
        incoming.on(IncidentAnnounced.self, keep: true) { message, received, tx in
            try FollowIncidents().changed(message, received, in: tx)
            try FollowRecords().changed(message, sequence: received.sequence, in: tx)
            try AskCaller().heard(message, received, in: tx)
            try DoubtArticles(articles: articles).changed(message, received, in: tx)
        }
        incoming.on(ProblemAnnounced.self, keep: true) { message, received, tx in
            try FollowRecords().changed(message, sequence: received.sequence, in: tx)
        }
        incoming.on(KnownErrorAnnounced.self, keep: true) { message, received, tx in
            try FollowRecords().changed(message, sequence: received.sequence, in: tx)
            try ArticlesOfKnownErrors(articles: articles).changed(message, received, in: tx)
        }
        incoming.on(ChangeAnnounced.self, keep: true) { message, received, tx in
            try FollowRecords().changed(message, sequence: received.sequence, in: tx)
        }
        incoming.on(IncidentTaskGiven.self) { message, received, tx in
            try TellOfTask().given(message, received, in: tx)
        }
        incoming.on(IncidentEscalated.self) { message, received, tx in
            try TellOfEscalation().escalated(message, received, in: tx)
        }
        incoming.on(OnCallScheduleAnnounced.self) { message, received, tx in
            try TellOfGaps().changed(message, received, in: tx)
        }
        incoming.keep(MaintenanceWindowAnnounced.self)
        incoming.keep(ConfigurationItemAnnounced.self)
        incoming.keep(ServiceHealthAnnounced.self)
        incoming.on(MajorIncidentAnnounced.self, keep: true) { message, received, tx in
            try FollowMajorIncidents().changed(message, received, in: tx)
        }
        return incoming
    }
}
