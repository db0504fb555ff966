import Foundation

/// Outages as monitoring saw them: alerts, the incidents that follow, and their end.
struct DemoOutages {
    private struct Alert: Decodable {
        let labels: [String: String]
        let state: String
        let situation: String?
    }

    private let client: GatewayClient
    private let intake: DemoIntake
    private let now = Date()
    /// Longer than a demonstration is looked at; then monitoring has forgotten what lasts.
    private static let lasting: TimeInterval = 7 * 86_400
    private static let patience = Duration.seconds(30)

    init(_ client: GatewayClient, _ intake: DemoIntake) {
        self.client = client
        self.intake = intake
    }

    /// How many were added: each begins, becomes an incident and ends, the oldest first.
    func loadPast() async throws -> Int {
        var added = 0
        for outage in Company.pastOutages {
            let alert = try await alert(of: outage)
            if alert == nil {
                try await begin(outage)
                added += 1
            }
            guard alert == nil || alert?.state == "firing" else { continue }
            try await incident(of: outage)
            try await intake.post(outage, began: began(outage), until: end(of: outage))
            try await wait(atMost: Self.patience, for: "The end of the incident \(outage.summary)") {
                try await incident(of: outage).isOver
            }
        }
        return added
    }

    /// How many were added: each goes on, and somebody has taken up the one that recurs.
    func loadPresent() async throws -> Int {
        var added = 0
        for outage in Company.openOutages where try await alert(of: outage) == nil {
            try await begin(outage)
            added += 1
            let incident = try await incident(of: outage)
            guard outage.recurs else { continue }
            try await hasWorkaround(outage)
            try await DemoWork(client).perform([.answerCall, .startWork, .note(Company.firstNote)], on: incident)
        }
        guard try await alert(of: Company.mutedOutage) == nil else { return added }
        try await begin(Company.mutedOutage)
        try await wait(atMost: Self.patience, for: "The alert \(Company.mutedOutage.summary)") {
            try await alert(of: Company.mutedOutage) != nil
        }
        return added + 1
    }

    private func begin(_ outage: Company.Outage) async throws {
        let end = end(of: outage)
        try await intake.post(
            outage, began: began(outage), until: end > now ? end : now.addingTimeInterval(Self.lasting))
    }

    private func began(_ outage: Company.Outage) -> Date { now.addingTimeInterval(-outage.began.seconds) }

    private func end(of outage: Company.Outage) -> Date { began(outage).addingTimeInterval(outage.lasted ?? 0) }

    private func alert(of outage: Company.Outage) async throws -> Alert? {
        guard let first = outage.alerts.first else { return nil }
        let found: [Alert] = try await client.list("/api/v1/alerts", ["q": first.check])
        return found.first { $0.labels["alertname"] == first.check && $0.labels["instance"] == first.instance }
    }

    /// The incident that the outage's situation has opened, as soon as there is one.
    @discardableResult
    private func incident(of outage: Company.Outage) async throws -> DemoWork.Incident {
        var found: DemoWork.Incident?
        try await wait(atMost: Self.patience, for: "The incident \(outage.summary)") {
            guard let situation = try await alert(of: outage)?.situation else { return false }
            found = try await client.first(of: "/api/v1/incidents", ["situation": situation])
            return found != nil
        }
        guard let found else { throw OperatorError("There is no incident \(outage.summary).") }
        return found
    }

    private func hasWorkaround(_ outage: Company.Outage) async throws {
        try await wait(atMost: Self.patience, for: "The workaround of \(outage.summary)") {
            try await !incident(of: outage).workarounds.isEmpty
        }
    }
}
