/// Every message of the suite, for documents and for the samples that keep them true.
package enum Catalogue {
    package static let announcements: [any Announcement.Type] = [
        PersonAnnounced.self, TeamAnnounced.self, ServiceAnnounced.self, ArticleAnnounced.self, RequestAnnounced.self,
        ConversationAnnounced.self, SigningKeysAnnounced.self, IncidentAnnounced.self,
        IncidentEscalated.self, IncidentTaskGiven.self, RestoreOrderAnnounced.self, MajorIncidentAnnounced.self,
        AlertsAnnounced.self,
        SituationAnnounced.self, ServiceHealthAnnounced.self, ConfigurationItemAnnounced.self, ChangeAnnounced.self,
        MaintenanceWindowAnnounced.self, CandidateAnnounced.self, ProblemAnnounced.self, KnownErrorAnnounced.self,
        DeploymentAnnounced.self, AdjustmentAnnounced.self, CalendarAnnounced.self, AgreementAnnounced.self,
        ServiceLevelPolicyAnnounced.self, ClockThresholdAnnounced.self, PageAnnounced.self,
        OnCallScheduleAnnounced.self,
    ]

    package static let instructions: [any Instruction.Type] = [
        ReportIncident.self, ReplyToIncident.self, AddAffected.self, ConfirmIncident.self, ReopenIncident.self,
        MergeIncident.self,
        ProposeChange.self, RegisterImprovement.self, AnnounceProblems.self, AnnounceChanges.self,
        AdjustmentOutcome.self,
    ]

    /// What the suite asks of executors that are not its own, by the routing keys they have bound.
    package static let requests: [any Instruction.Type] = [AdjustmentRequested.self]
}
