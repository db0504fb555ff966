/// The problem that three outages with one cause give rise to, and its known error.
struct DemoProblem {
    private struct Numbered: Decodable {
        let number: String
    }

    private struct NewKnownError: Encodable {
        let problem: String
        let symptom: String
        let workaround: String
    }

    private let client: GatewayClient
    private let directory: DemoDirectory
    private typealias Story = Company.RecurringProblem

    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many were added: the candidate is accepted, the cause found, the workaround published, the fix planned.
    func load() async throws -> Int {
        let item: DemoDirectory.Entry = try await client.get("/api/v1/configuration-items/\(Company.recurringCause)")
        let present: Numbered? = try await client.first(of: "/api/v1/known-errors", ["causeItem": item.id])
        guard present == nil else { return 0 }
        let problem = try await problem(item.id)
        let path = "/api/v1/problems/\(problem.number)"
        try await assign(path)
        try await client.post("\(path)/analyse")
        try await client.post("\(path)/confirm-cause", ["text": Story.cause, "confidence": "confirmed"])
        let known: Numbered = try await client.post(
            "/api/v1/known-errors",
            NewKnownError(problem: problem.number, symptom: Story.symptom, workaround: Story.workaround))
        try await client.post("/api/v1/known-errors/\(known.number)/publish")
        if let change = try await DemoChanges(client).number(of: Company.fixForRecurringCause) {
            try await client.post("\(path)/plan-fix", ["plan": Story.plan, "change": change])
        }
        return 1
    }

    /// The open one, from an earlier run that was interrupted, or a new one.
    private func problem(_ item: String) async throws -> Numbered {
        let open: Numbered? = try await client.first(of: "/api/v1/problems", ["causeItem": item, "open": "true"])
        if let open { return open }
        let candidate = try await candidate(item)
        return try await client.post(
            "/api/v1/problem-candidates/\(candidate.number)/accept", ["summary": Story.summary])
    }

    private func candidate(_ item: String) async throws -> Numbered {
        var found: Numbered?
        try await wait(atMost: .seconds(30), for: "The problem candidate for \(Company.recurringCause)") {
            found = try await client.first(of: "/api/v1/problem-candidates", ["causeItem": item, "state": "raised"])
            return found != nil
        }
        guard let found else { throw OperatorError("There is no candidate for \(Company.recurringCause).") }
        return found
    }

    private func assign(_ path: String) async throws {
        let team = try DemoDirectory.id(Story.team, in: try await directory.ids(of: "teams"))
        let person = try DemoDirectory.id(Story.assignee, in: try await directory.ids(of: "people"))
        try await client.post("\(path)/assess")
        try await client.post("\(path)/assign", ["team": team, "person": person])
    }
}
