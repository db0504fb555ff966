/// Teams, people and business services at the desk.
struct DemoDirectory {
    struct Entry: Decodable {
        let id: String
        let name: String
    }

    private struct NewTeam: Encodable {
        let name: String
        let description: String
    }

    private struct NewPerson: Encodable {
        let name: String
        let roles: [String]
        let teams: [String]
        let zone: String?
    }

    private struct NewService: Encodable {
        let name: String
        let description: String
        let criticality: Int
        let valuePerHour: Int
        let owner: String
        let team: String
    }

    private let client: GatewayClient

    init(_ client: GatewayClient) {
        self.client = client
    }

    /// How many were added.
    func load() async throws -> Int {
        let before = (try await ids(of: "teams"), try await ids(of: "people"), try await ids(of: "services"))
        for team in Company.teams where before.0[team.name] == nil {
            try await client.post("/api/v1/teams", NewTeam(name: team.name, description: team.description))
        }
        let teams = try await ids(of: "teams")
        for person in Company.people where before.1[person.name] == nil {
            let own = try person.team.map { [try Self.id($0, in: teams)] } ?? []
            let new = NewPerson(name: person.name, roles: person.roles, teams: own, zone: person.zone)
            try await client.post("/api/v1/people", new)
        }
        let people = try await ids(of: "people")
        for service in Company.services where before.2[service.name] == nil {
            let new = NewService(
                name: service.name, description: service.description, criticality: service.criticality,
                valuePerHour: service.valuePerHour, owner: try Self.id(service.owner, in: people),
                team: try Self.id(service.team, in: teams))
            try await client.post("/api/v1/services", new)
        }
        let services = try await ids(of: "services")
        return teams.count + people.count + services.count - before.0.count - before.1.count - before.2.count
    }

    /// Ids by name of all `teams`, `people` or `services`; of two people with one name the first.
    func ids(of kind: String) async throws -> [String: String] {
        let entries: [Entry] = try await client.list("/api/v1/\(kind)")
        return Dictionary(entries.map { ($0.name, $0.id) }) { first, _ in first }
    }

    /// Throws when there is nothing of this name.
    static func id(_ name: String, in ids: [String: String]) throws -> String {
        guard let id = ids[name] else { throw OperatorError("The desk knows nothing named \(name).") }
        return id
    }
}
