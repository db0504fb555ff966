/// What somebody may do, and on which records.
package struct Grants: Equatable, Sendable {
    package private(set) var reaches: [Action: Reach]

    package init(_ reaches: [Action: Reach] = [:]) {
        self.reaches = reaches
    }

    package subscript(action: Action) -> Reach? { reaches[action] }

    /// The same reach for all of these actions.
    package init(_ reach: Reach, _ actions: some Sequence<Action>) {
        reaches = Dictionary(actions.map { ($0, reach) }) { $1 }
    }

    /// Both together: the longer reach counts.
    package func merging(_ other: Grants) -> Grants {
        Grants(reaches.merging(other.reaches) { max($0, $1) })
    }

    /// What is in these grants and also in the others: the shorter reach counts.
    package func narrowed(to other: Grants) -> Grants {
        Grants(
            reaches.reduce(into: [:]) { kept, grant in
                if let limit = other[grant.key] { kept[grant.key] = min(grant.value, limit) }
            })
    }

    /// Whether somebody with these works for the provider in some way, and does not only ask for what is theirs.
    package var areOfStaff: Bool { reaches.keys.contains { !Action.ofCustomers.contains($0) } }

    /// The actions in the others that are not here, or reach less far here; in the order of the list of actions.
    package func lacks(_ others: Grants) -> [Action] {
        Action.allCases.filter { action in
            guard let wanted = others[action] else { return false }
            guard let held = self[action] else { return true }
            return held < wanted
        }
    }

    /// As roles and tokens write them. An action or reach that is not known here is left out: it can allow nothing.
    package init(words: [String: String]) {
        reaches = words.reduce(into: [:]) { kept, grant in
            if let action = Action(rawValue: grant.key), let reach = Reach(rawValue: grant.value) {
                kept[action] = reach
            }
        }
    }

    package var words: [String: String] {
        Dictionary(uniqueKeysWithValues: reaches.map { ($0.key.rawValue, $0.value.rawValue) })
    }
}

extension Grants: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(words: try decoder.singleValueContainer().decode([String: String].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(words)
    }
}

extension Grants {
    /// What a role of the suite's own may do.
    package static func of(_ role: Role) -> Grants {
        switch role {
        case .requester: requester
        case .agent: agent
        case .manager: manager
        case .administrator: administrator
        }
    }

    /// What these roles together may do.
    package static func of(_ roles: some Sequence<Role>) -> Grants {
        roles.reduce(Grants()) { $0.merging(of($1)) }
    }

    private static let requester = Grants(.own, [.incidentsRead, .requestsRead]).merging(
        Grants(.all, [.requestsSubmit, .servicesRead, .conversationReply, .knowledgeRead, .searchUse]))

    /// Common to all who work on records.
    private static let staff = Grants(
        .all,
        [
            .incidentsRead, .incidentsWork, .problemsRead, .problemsWork, .changesRead, .changesWork,
            .configurationRead, .alertsRead, .alertsWork, .peopleRead, .servicesRead, .contactsRead, .requestsRead,
            .requestsWork, .requestsSubmit, .conversationReply, .conversationNote, .templatesManage, .knowledgeRead,
            .knowledgeWrite, .searchUse, .liveUse,
        ])

    private static let agent = staff.merging(Grants(.all, [.contactsWork]))

    private static let manager = staff.merging(
        Grants(.all, [.problemsAcceptRisk, .changesApprove, .catalogueManage, .knowledgePublish]))

    private static let administrator = manager.merging(
        Grants(
            .all,
            [
                .configurationManage, .integrationsManage, .messagesManage, .peopleManage, .rolesManage,
                .servicesManage, .settingsManage,
            ]))
}
