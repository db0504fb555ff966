/// What Nordwarft's incidents are about, and when they go up by themselves.
struct DemoIncidentRules {
    private struct Document<Rules: Encodable>: Encodable {
        let rules: Rules
        let reason: String
    }

    private struct Categories: Encodable {
        let paths: [[String]]
    }

    private struct Escalation: Encodable {
        struct Rule: Encodable {
            let name: String
            let occasion: String
            var measure: String?
            var percent: Int?
            var minutes: Int?
            let priorities: [Int]
            let services: [String]
            let teams: [String]
            var to: String?
            let inform: [String]
        }

        let rules: [Rule]
    }

    private struct Standing: Decodable {
        let version: Int
    }

    private let client: GatewayClient
    private let directory: DemoDirectory

    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many documents were written; one that somebody has edited stays as it is.
    func load() async throws -> Int {
        let people = try await directory.ids(of: "people")
        let managers = try ["Maren Petersohn", "Femke Hollander"].map { try DemoDirectory.id($0, in: people) }
        let rules = [
            Escalation.Rule(
                name: "Nobody has taken it up", occasion: "no_take_up", minutes: 60, priorities: [1, 2], services: [],
                teams: [], inform: managers),
            Escalation.Rule(
                name: "Most of the time to restore is gone", occasion: "clock", measure: "resolution", percent: 90,
                priorities: [1, 2], services: [], teams: [], inform: managers),
        ]
        return try await write(Categories(paths: Company.categories), at: "categories")
            + write(Escalation(rules: rules), at: "escalation-rules")
    }

    private func write(_ rules: some Encodable, at name: String) async throws -> Int {
        let path = "/api/v1/incident/\(name)"
        let standing: Standing = try await client.get(path)
        guard standing.version == 1 else { return 0 }
        let document = Document(rules: rules, reason: "As the service desk has always done it")
        let _: Standing = try await client.put(path, document, version: standing.version)
        return 1
    }
}

extension Company {
    static let categories = [
        ["Network"], ["Network", "Wireless"], ["Network", "Wireless", "Access point"], ["Network", "Site line"],
        ["Hardware"], ["Hardware", "Till"], ["Hardware", "Handheld"], ["Hardware", "Printer"],
        ["Software"], ["Software", "Online shop"], ["Software", "Online shop", "Payment"], ["Software", "Merchandise"],
        ["Access"], ["Access", "Password"], ["Access", "Permission"],
    ]
}
