import Foundation

/// Schedules of who is on call, policies of whom to call, and a major incident with roles from both.
struct DemoOnCall {
    private struct Schedule: Encodable {
        struct Layer: Encodable {
            let name: String
            let level: Int
            let turns: [[String]]
            let start: String
            let every = 1
            let unit: String
            let windows: [Company.Window]
        }

        let name: String
        let team: String
        let zone: String
        let layers: [Layer]
    }

    private struct Override: Encodable {
        let from: Date
        let until: Date
        let by: String
    }

    private struct Contact: Encodable {
        let app = true
    }

    private struct Policy: Encodable {
        struct Target: Encodable {
            let kind: String
            let id: String
        }

        struct Step: Encodable {
            let targets: [Target]
            let minutes: Int
        }

        let name: String
        let team: String
        let lowestPriority: Int
        let steps: [Step]
        let repeats: Int
        let acknowledgement: Int?
        let quiet: Company.CallPolicy.Quiet?
    }

    private struct KeptPolicy: Decodable {
        struct Terms: Decodable {
            let name: String
        }
        let terms: Terms
    }

    private struct KeptContact: Decodable {
        let app: Bool
    }

    private let client: GatewayClient
    private let directory: DemoDirectory

    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many were added.
    func load() async throws -> Int {
        let (teams, people) = (try await directory.ids(of: "teams"), try await directory.ids(of: "people"))
        let before = try await directory.ids(of: "on-call-schedules")
        var added = 0
        for schedule in Company.schedules where before[schedule.name] == nil {
            try await define(schedule, teams, people)
            added += 1
        }
        let schedules = try await directory.ids(of: "on-call-schedules")
        if before[Company.override.schedule] == nil { try await exceptTomorrow(schedules, people) }
        let kept: [KeptPolicy] = try await client.list("/api/v1/escalation-policies")
        for policy in Company.callPolicies where !kept.contains(where: { $0.terms.name == policy.name }) {
            try await client.post("/api/v1/escalation-policies", try terms(of: policy, teams, people, schedules))
            added += 1
        }
        return added
    }

    /// Its people are called through an app; the incident service may hear of them a little later than the desk.
    private func define(
        _ schedule: Company.Schedule, _ teams: [String: String], _ people: [String: String]
    ) async throws {
        let body = Schedule(
            name: schedule.name, team: try DemoDirectory.id(schedule.team, in: teams), zone: schedule.zone,
            layers: try schedule.layers.map { layer in
                Schedule.Layer(
                    name: layer.name, level: layer.level,
                    turns: try layer.turns.map { [try DemoDirectory.id($0, in: people)] }, start: layer.start,
                    unit: layer.unit, windows: layer.windows)
            })
        try await wait(atMost: .seconds(30), for: "The incident service, which is to hear of the people on call,") {
            do {
                try await client.post("/api/v1/on-call-schedules", body)
                return true
            } catch let refusal as Refusal where refusal.status == 422 {
                guard refusal.code == "unknown_person" || refusal.code == "unknown_team" else { throw refusal }
                return false
            }
        }
        for person in Set(schedule.layers.flatMap(\.turns)) {
            let _: KeptContact = try await client.put(
                "/api/v1/pager-contacts/\(try DemoDirectory.id(person, in: people))", Contact())
        }
    }

    private func exceptTomorrow(_ schedules: [String: String], _ people: [String: String]) async throws {
        let tomorrow = Calendar(identifier: .gregorian).startOfDay(for: Date().addingTimeInterval(86_400))
        let body = Override(
            from: tomorrow.addingTimeInterval(9 * 3600), until: tomorrow.addingTimeInterval(21 * 3600),
            by: try DemoDirectory.id(Company.override.by, in: people))
        let schedule = try DemoDirectory.id(Company.override.schedule, in: schedules)
        try await client.post("/api/v1/on-call-schedules/\(schedule)/override", body)
    }

    private func terms(
        of policy: Company.CallPolicy, _ teams: [String: String], _ people: [String: String],
        _ schedules: [String: String]
    ) throws -> Policy {
        let steps = try policy.steps.map { step in
            let schedule = try step.schedule.map { try DemoDirectory.id($0, in: schedules) }
            let person = try step.person.map { try DemoDirectory.id($0, in: people) }
            let targets = [
                schedule.map { Policy.Target(kind: "schedule", id: $0) },
                person.map { Policy.Target(kind: "person", id: $0) },
            ]
            return Policy.Step(targets: targets.compactMap(\.self), minutes: step.minutes)
        }
        return Policy(
            name: policy.name, team: try DemoDirectory.id(policy.team, in: teams),
            lowestPriority: policy.lowestPriority, steps: steps, repeats: policy.repeats,
            acknowledgement: policy.acknowledgement, quiet: policy.quiet)
    }
}
