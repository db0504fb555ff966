/// The catalogue, some requests by it, and what people miss in it.
struct DemoCatalogue {
    private struct NewDomain: Encodable {
        let name: String
        let description: String
        let icon: String
        let teams: [String]
    }

    private struct NewOffering: Encodable {
        let domain: String
        let service: String?
        let name: String
        let description: String
        let icon: String
    }

    private struct NewItem: Encodable {
        let offering: String
        let content: Content
    }

    private struct Held: Decodable {
        let id: String
        let offering: String
        let content: Named

        struct Named: Decodable {
            let name: String
        }
    }

    private struct NewRequest: Encodable {
        let item: String
        let answers: [String: String]
    }

    private struct Numbered: Decodable {
        let id: String
    }

    private struct Asked: Decodable {
        let item: Named

        struct Named: Decodable {
            let name: String
        }
    }

    private struct Wished: Decodable {
        let id: String
        let wish: String
    }

    private let manager: GatewayClient
    private let directory: DemoDirectory

    /// The client's user keeps the catalogue.
    init(_ manager: GatewayClient, _ directory: DemoDirectory) {
        self.manager = manager
        self.directory = directory
    }

    /// How many items were added.
    func load() async throws -> Int {
        let teams = try await directory.ids(of: "teams")
        let services = try await directory.ids(of: "services")
        var domains = try await directory.ids(of: "catalogue-domains")
        for domain in Company.domains where domains[domain.name] == nil {
            try await manager.post(
                "/api/v1/catalogue-domains",
                NewDomain(
                    name: domain.name, description: domain.description, icon: domain.icon,
                    teams: domain.teams.map { try DemoDirectory.id($0, in: teams) }))
        }
        domains = try await directory.ids(of: "catalogue-domains")
        var added = 0
        for offering in Company.offerings {
            let shelf = try await shelf(offering, domains, services)
            added += try await fill(shelf, offering, teams)
        }
        return added
    }

    private func shelf(
        _ offering: Company.Offering, _ domains: [String: String], _ services: [String: String]
    ) async throws -> String {
        if let known = try await directory.ids(of: "offerings")[offering.name] { return known }
        let made: Numbered = try await manager.post(
            "/api/v1/offerings",
            NewOffering(
                domain: try DemoDirectory.id(offering.domain, in: domains),
                service: try offering.service.map { try DemoDirectory.id($0, in: services) }, name: offering.name,
                description: offering.description, icon: offering.icon))
        try await manager.post("/api/v1/offerings/\(made.id)/publish")
        return made.id
    }

    private func fill(_ shelf: String, _ offering: Company.Offering, _ teams: [String: String]) async throws -> Int {
        let held: [Held] = try await manager.list("/api/v1/request-items", ["offering": shelf])
        let missing = offering.items.filter { item in !held.contains { $0.content.name == item.name } }
        for item in missing {
            let made: Numbered = try await manager.post(
                "/api/v1/request-items", NewItem(offering: shelf, content: try Content(item, teams)))
            try await manager.post("/api/v1/request-items/\(made.id)/publish")
        }
        return missing.count
    }

    /// How many requests and wishes were added, by the user of this client.
    func loadRequests(_ requester: GatewayClient) async throws -> Int {
        let held: [Held] = try await manager.list("/api/v1/request-items", ["state": "published"])
        let known: [Asked] = try await requester.list("/api/v1/requests")
        let missing = Company.requests.filter { request in !known.contains { $0.item.name == request.item } }
        for request in missing {
            guard let item = held.first(where: { $0.content.name == request.item }) else { continue }
            try await requester.post("/api/v1/requests", NewRequest(item: item.id, answers: request.answers))
        }
        return try await missing.count + loadWishes(requester)
    }

    private func loadWishes(_ requester: GatewayClient) async throws -> Int {
        let path = "/api/v1/unsupported-requests"
        let known: [Wished] = try await manager.list(path)
        let missing = Company.wishes.filter { wish in !known.contains { $0.wish == wish.wish } }
        for wish in missing {
            let made: Wished = try await requester.post(path, ["wish": wish.wish, "topic": wish.topic])
            guard let reason = wish.reason, let alternative = wish.alternative else { continue }
            try await manager.post("\(path)/\(made.id)/explain", ["reason": reason, "alternative": alternative])
        }
        return missing.count
    }
}

extension DemoCatalogue {
    /// An item as the catalogue takes it.
    fileprivate struct Content: Encodable {
        struct Entitlement: Encodable {
            let organisations: [String] = []
            let roles: [String] = []
            let teams: [String] = []
        }

        struct Stage: Encodable {
            let name: String
            let rule = "all"
            let approvers: [[String: String]]
        }

        struct Task: Encodable {
            let key: String
            let title: String
            let team: String
            let after: [String]
            let mandatory = true
        }

        struct Delivery: Encodable {
            let amount: Int
            let unit = "days"
        }

        struct Cost: Encodable {
            let amount: Double
            let currency = "EUR"
        }

        struct Field: Encodable {
            struct Choice: Encodable {
                let key: String
                let label: [String: String]
            }

            struct Condition: Encodable {
                let field: String
                let equals: String
            }

            let key: String
            let label: [String: String]
            let type: String
            let required: Bool
            let choices: [Choice]?
            let showWhen: Condition?

            init(_ field: Company.Field) {
                key = field.key
                label = ["default": field.label, "de": field.german]
                type = field.type
                required = field.isRequired
                choices =
                    field.choices.isEmpty
                    ? nil : field.choices.map { Choice(key: $0.key, label: ["default": $0.label, "de": $0.german]) }
                showWhen = field.shownWhen.map { Condition(field: $0.field, equals: $0.equals) }
            }
        }

        let name: String
        let summary: String
        let icon: String
        let form: [Field]
        let entitlement = Entitlement()
        let approvals: [Stage]
        let plan: [Task]
        let delivery: Delivery
        let cost: Cost?

        private static let stages = [
            "manager": "Manager", "serviceOwner": "Owner of the service", "costOwner": "Cost owner",
        ]

        init(_ item: Company.Item, _ teams: [String: String]) throws {
            name = item.name
            summary = item.summary
            icon = item.icon
            form = item.form.map(Field.init)
            approvals = item.approvers.map { Stage(name: Self.stages[$0] ?? $0, approvers: [["by": $0]]) }
            plan = try item.plan.map {
                Task(key: $0.key, title: $0.title, team: try DemoDirectory.id($0.team, in: teams), after: $0.after)
            }
            delivery = Delivery(amount: item.days)
            cost = item.cost.map { Cost(amount: $0) }
        }
    }
}
