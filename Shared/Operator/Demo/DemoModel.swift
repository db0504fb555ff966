/// The configuration model, imported as YAML.
struct DemoModel {
    private struct Import: Decodable {
        let added: [String]
    }

    private struct Health: Decodable {
        let service: String?
    }

    private let client: GatewayClient

    init(_ client: GatewayClient) {
        self.client = client
    }

    /// How many items were added; comes back when monitoring knows what carries the business services.
    func load() async throws -> Int {
        try await wait(atMost: .seconds(30), for: "The change service, which is to hear of the business services,") {
            do {
                _ = try await imported(dryRun: true)
                return true
            } catch let refusal as Refusal where refusal.status == 422 {
                guard refusal.detail?.contains("service") == true else { throw refusal }
                return false
            }
        }
        guard try await !imported(dryRun: true).added.isEmpty else { return 0 }
        let added = try await imported(dryRun: false).added
        try await eventManagementKnowsModel()
        return added.count
    }

    private func imported(dryRun: Bool) async throws -> Import {
        try await client.post(
            "/api/v1/configuration-items/import", yaml: Company.model, ["dryRun": dryRun ? "true" : "false"])
    }

    /// Event management judges the health of a service as soon as it has heard of the model.
    private func eventManagementKnowsModel() async throws {
        let wanted = Set(Company.services.map(\.name))
        try await wait(atMost: .seconds(30), for: "The service model of event management") {
            let known: [Health] = try await client.list(
                "/api/v1/service-health", ["health": "ok,degraded,down,maintenance"])
            return wanted.isSubset(of: known.compactMap(\.service))
        }
    }
}
