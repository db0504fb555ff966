/// What agents do about incidents.
struct DemoWork {
    /// An incident as the interface shows it.
    struct Incident: Decodable {
        let id: String
        let number: String
        let state: String
        let acknowledgedAt: String?
        let workarounds: [Workaround]

        struct Workaround: Decodable {
            let number: String
        }

        /// Whether nobody has done anything about it.
        var isUntouched: Bool { ["new", "assigned"].contains(state) && acknowledgedAt == nil }
        var isOver: Bool { state == "resolved" || state == "closed" }
    }

    private struct Page: Decodable {
        let id: String
    }

    private let client: GatewayClient

    init(_ client: GatewayClient) {
        self.client = client
    }

    /// Step by step; an incident that somebody has touched is left alone.
    func perform(_ steps: [Company.Step], on incident: Incident) async throws {
        guard incident.isUntouched else { return }
        let path = "/api/v1/incidents/\(incident.number)"
        for step in steps {
            switch step {
            case .answerCall: try await answerCall(about: incident)
            case .startWork: try await client.post("\(path)/start-work")
            case .note(let text): try await client.post("\(path)/notes", ["text": text])
            case .hold(let reason, let note): try await client.post("\(path)/hold", ["reason": reason, "note": note])
            case .resolve(let code, let notes):
                try await client.post("\(path)/resolve", ["code": code, "notes": notes])
            }
        }
    }

    /// Whoever is called no more goes on to work; nobody is called where no policy says so.
    private func answerCall(about incident: Incident) async throws {
        let page: Page? = try await client.first(
            of: "/api/v1/pages", ["incident": incident.id, "state": "ringing,unanswered"])
        if let page { try await client.post("/api/v1/pages/\(page.id)/acknowledge") }
    }
}
