/// One thing that can be permitted. Its name is what roles and tokens say.
package enum Action: String, Codable, CaseIterable, Hashable, Sendable {
    case incidentsRead = "incidents.read"
    case incidentsWork = "incidents.work"
    case problemsRead = "problems.read"
    case problemsWork = "problems.work"
    case problemsAcceptRisk = "problems.accept-risk"
    case changesRead = "changes.read"
    case changesWork = "changes.work"
    case changesApprove = "changes.approve"
    case configurationRead = "configuration.read"
    case configurationManage = "configuration.manage"
    case alertsRead = "alerts.read"
    case alertsWork = "alerts.work"
    case integrationsManage = "integrations.manage"
    /// Parked messages.
    case messagesManage = "messages.manage"
    /// More of people than their names.
    case peopleRead = "people.read"
    case peopleManage = "people.manage"
    case rolesManage = "roles.manage"
    case servicesRead = "services.read"
    case servicesManage = "services.manage"
    case contactsRead = "contacts.read"
    case contactsWork = "contacts.work"
    case requestsRead = "requests.read"
    case requestsWork = "requests.work"
    case requestsSubmit = "requests.submit"
    case catalogueManage = "catalogue.manage"
    case conversationReply = "conversation.reply"
    /// Internal notes and what else only those who work on records see of a conversation.
    case conversationNote = "conversation.note"
    case templatesManage = "templates.manage"
    case knowledgeRead = "knowledge.read"
    case knowledgeWrite = "knowledge.write"
    case knowledgePublish = "knowledge.publish"
    case searchUse = "search.use"
    case liveUse = "live.use"
    case settingsManage = "settings.manage"

    /// How far the action can be permitted, the shortest reach first: where there are no records to tell apart, only for all.
    package var reaches: [Reach] {
        switch self {
        case .incidentsRead, .incidentsWork, .problemsRead, .problemsWork, .problemsAcceptRisk, .changesRead,
            .changesWork, .changesApprove, .alertsRead, .alertsWork, .contactsRead, .contactsWork, .requestsRead,
            .requestsWork:
            Reach.allCases
        default: [.all]
        }
    }

    /// What a customer's own people may be given without becoming staff.
    package static let ofCustomers: Set<Action> = [
        .incidentsRead, .requestsRead, .requestsSubmit, .servicesRead, .conversationReply, .knowledgeRead, .searchUse,
        .liveUse,
    ]
}

/// On which records an action is permitted; each reach includes those before it.
package enum Reach: String, Codable, CaseIterable, Comparable, Sendable {
    /// Those the person asked for, is hurt by, or is assigned to.
    case own
    /// Those of the person's teams.
    case team
    /// Those of the person's organisation.
    case organisation
    case all

    package static func < (a: Reach, b: Reach) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .own: 0
        case .team: 1
        case .organisation: 2
        case .all: 3
        }
    }
}
