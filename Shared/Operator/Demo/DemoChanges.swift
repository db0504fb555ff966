import Foundation

/// Changes: one done, one being made, one scheduled, one drafted.
struct DemoChanges {
    struct Change: Decodable {
        let number: String
        let summary: String
    }

    private struct Draft: Encodable {
        let summary: String
        let description: String
        let type: String
        let risk: String
        let team: String
        let scope: [String]
        let window: Window
        var expectedImpact: [Impact]
    }

    private struct Window: Encodable {
        let start: Date
        let end: Date
    }

    private struct Impact: Encodable {
        let service: String
        let impact: String
    }

    private struct Affected: Decodable {
        let service: DemoDirectory.Entry
    }

    private struct Closure: Encodable {
        let outcome: String
        let notes: String
    }

    private let client: GatewayClient

    init(_ client: GatewayClient) {
        self.client = client
    }

    /// How many were added.
    func load() async throws -> Int {
        let known = Set(try await all().map(\.summary))
        let missing = Company.changes.filter { !known.contains($0.summary) }
        for change in missing { try await make(change) }
        return missing.count
    }

    /// The number of a change; nil when nobody has drafted it.
    func number(of summary: String) async throws -> String? {
        try await all().first { $0.summary == summary }?.number
    }

    private func all() async throws -> [Change] { try await client.list("/api/v1/changes") }

    private func make(_ change: Company.Change) async throws {
        let start = change.start.date(from: Date())
        var draft = Draft(
            summary: change.summary, description: change.description, type: change.type, risk: change.risk,
            team: change.team, scope: change.scope,
            window: Window(start: start, end: start.addingTimeInterval(change.lasts)), expectedImpact: [])
        draft.expectedImpact = change.impact.sorted { $0.key < $1.key }.map {
            Impact(service: $0.key, impact: $0.value)
        }
        let made: Change = try await client.post("/api/v1/changes", draft)
        let path = "/api/v1/changes/\(made.number)"
        switch change.course {
        case .draft: return
        case .scheduled: try await schedule(path)
        case .underWay:
            try await schedule(path)
            try await client.post("\(path)/implement")
        case .closed(let outcome, let notes):
            try await schedule(path)
            try await client.post("\(path)/implement")
            try await client.post("\(path)/close", Closure(outcome: outcome, notes: notes))
        }
    }

    private func schedule(_ path: String) async throws {
        try await client.post("\(path)/schedule")
    }
}
