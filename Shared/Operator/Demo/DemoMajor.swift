/// The worst outage that lasts, led as a major incident: who has which role follows from who is on call.
struct DemoMajor {
    private struct Candidate: Decodable {
        let number: String
    }

    private struct Acceptance: Encodable {
        /// Minutes.
        let cadence = 60
        let bridge = "https://meet.nordwarft.example/bridge"
    }

    private struct Updates: Encodable {
        struct Update: Encodable {
            let audience: String
            let text: String
        }

        let progress = "identified"
        let updates: [Update]
    }

    private let client: GatewayClient

    init(_ client: GatewayClient) {
        self.client = client
    }

    /// How many are led from now on: one, or none when nothing is bad enough.
    func lead() async throws -> Int {
        let found: Candidate? = try await client.first(of: "/api/v1/major-incidents", ["state": "proposed"])
        guard let found else { return 0 }
        let path = "/api/v1/major-incidents/\(found.number)"
        try await client.post("\(path)/accept", Acceptance())
        let updates = Company.firstUpdate.map { Updates.Update(audience: $0.key, text: $0.value) }
        try await client.post("\(path)/updates", Updates(updates: updates))
        return 1
    }
}
