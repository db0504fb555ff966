/// Every message of the suite, for documents and for the samples that keep them true.
package enum Catalogue {
    package static let announcements: [any Announcement.Type] = [
        RequestAnnounced.self,
        PersonAnnounced.self, TeamAnnounced.self, ServiceAnnounced.self, ArticleAnnounced.self,
        SigningKeysAnnounced.self, IncidentAnnounced.self, AlertsAnnounced.self, SituationAnnounced.self,
        ServiceHealthAnnounced.self, ConfigurationItemAnnounced.self, ChangeAnnounced.self,
        MaintenanceWindowAnnounced.self, CandidateAnnounced.self, ProblemAnnounced.self, KnownErrorAnnounced.self,
        ConversationAnnounced.self,
    ]

    package static let instructions: [any Instruction.Type] = [ReportIncident.self, ReplyToIncident.self]
    package static let instructions: [any Instruction.Type] = [
        ReportIncident.self, AddAffected.self, ConfirmIncident.self, ReopenIncident.self,
    package static let instructions: [any Instruction.Type] = [
        ProposeChange.self, RegisterImprovement.self,
        ReportIncident.self,
    ]
}
