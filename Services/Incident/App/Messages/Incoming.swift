import Contracts
import Messaging
import Records

/// What the incident service listens to.
func incoming(_ incidents: Incidents) -> Incoming {
    var incoming = Incoming()
    incoming.on(PersonAnnounced.self, keep: true) { person, _, tx in
        if !person.active { try PagerContacts.forget(person.record, in: tx) }
    }
    incoming.keep(TeamAnnounced.self)
    incoming.on(ServiceAnnounced.self, keep: true) { _, _, tx in RestoreWatch.noteChange(in: tx) }
    incoming.on(ConfigurationItemAnnounced.self, keep: true) { _, _, tx in RestoreWatch.noteChange(in: tx) }
    incoming.keep(SigningKeysAnnounced.self)
    hearPractices(&incoming, incidents)
    hearRequesters(&incoming, incidents)
    hearServiceLevels(&incoming, incidents.clocks.versions)
    return incoming
}

/// What the desk passes on of people.
private func hearRequesters(_ incoming: inout Incoming, _ incidents: Incidents) {
    incoming.on(ReportIncident.self) { report, received, tx in
        try ReportedIncident(incidents: incidents).open(report, received, in: tx)
    }
    incoming.on(ReplyToIncident.self) { reply, received, tx in
        try HeardReply(incidents: incidents).replied(reply, received, in: tx)
    }
    incoming.on(AddAffected.self) { asked, received, tx in
        try HearRequesters(incidents: incidents).affected(asked, received, in: tx)
    }
    incoming.on(ConfirmIncident.self) { asked, received, tx in
        try HearRequesters(incidents: incidents).confirmed(asked, received, in: tx)
    }
    incoming.on(ReopenIncident.self) { asked, received, tx in
        try HearRequesters(incidents: incidents).reopen(asked, received, in: tx)
    }
    incoming.on(MergeIncident.self) { asked, received, tx in
        try HearRequesters(incidents: incidents).merged(asked, received, in: tx)
    }
    incoming.on(ConversationAnnounced.self) { conversation, received, tx in
        try incidents.clocks.heard(conversation, received, in: tx)
    }
}

/// What the other practices tell.
private func hearPractices(_ incoming: inout Incoming, _ incidents: Incidents) {
    incoming.on(SituationAnnounced.self) { situation, received, tx in
        try FollowSituation(incidents: incidents).changed(situation, received, in: tx)
    }
    incoming.on(ProblemAnnounced.self) { problem, received, tx in
        try LinkProblem(incidents: incidents).changed(problem, received, in: tx)
        try HearEnds(incidents: incidents).heard(problem, received, in: tx)
    }
    incoming.on(KnownErrorAnnounced.self, keep: true) { knownError, received, tx in
        try OfferWorkaround(incidents: incidents).published(knownError, received, in: tx)
    }
    incoming.on(ServiceHealthAnnounced.self, keep: true) { health, received, tx in
        try MajorIncidentHeard().health(health, received, in: tx)
    }
    incoming.on(ChangeAnnounced.self, keep: true) { change, received, tx in
        try MajorIncidentHeard().change(change, received, in: tx)
        try HearEnds(incidents: incidents).heard(change, received, in: tx)
    }
}

/// Versions are kept; one that makes no sense here is parked with the reason.
private func hearServiceLevels(_ incoming: inout Incoming, _ versions: ServiceLevelVersions) {
    incoming.on(CalendarAnnounced.self) { calendar, received, tx in
        _ = try OpenHours(BusinessCalendar(calendar.content))
        try versions.keep(calendar, received, in: tx)
    }
    incoming.on(AgreementAnnounced.self) { agreement, received, tx in
        try versions.keep(agreement, received, in: tx)
    }
    incoming.on(ServiceLevelPolicyAnnounced.self) { policy, received, tx in
        _ = try ServiceLevelPolicy(policy)
        try versions.keep(policy, received, in: tx)
    }
}
