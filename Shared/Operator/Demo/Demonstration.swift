import Foundation

/// Brings the demonstration company into a running suite as its own people would: through the gateway.
///
/// Everything is looked up by its name first, so a second run, or one after an interruption, adds only what is missing.
struct Demonstration {
    private let access: Access

    init(access: Access) {
        self.access = access
    }

    /// Throws what a service refused, or what did not come about in time.
    func load() async throws {
        let begun = ContinuousClock.now
        let administrator = try await GatewayClient(signingInAs: access.administrator, at: access.gateway)
        let agent = try await GatewayClient(signingInAs: access.agent, at: access.gateway)
        let intake = DemoIntake(access: access)
        notice("Loading the demonstration company, \(Company.name)")
        try await everyServiceKnows(administrator)
        try await everyServiceKnows(agent)

        var added = 0
        let directory = DemoDirectory(administrator)
        added += told(try await directory.load(), "teams, people and business services")
        added += told(
            try await DemoServiceLevels(administrator, directory).load(),
            "calendars, agreements and service level policies")
        added += told(
            try await DemoIncidentRules(administrator, directory).load(), "sets of rules for incidents")
        added += told(
            try await DemoOnCall(administrator, directory).load(), "schedules of who is on call, and whom to call")
        added += told(try await DemoArticles(agent, directory).load(), "articles in five languages")
        let catalogue = DemoCatalogue(administrator, directory)
        added += told(try await catalogue.load(), "items in the catalogue")
        added += told(try await catalogue.loadRequests(agent), "requests and wishes")
        added += told(try await DemoModel(administrator).load(), "configuration items")
        added += told(try await DemoChanges(agent).load(), "changes")
        let outages = DemoOutages(agent, intake)
        added += told(try await outages.loadPast(), "outages of the past weeks")
        added += told(try await DemoProblem(agent, directory).load(), "problem with known error and workaround")
        added += told(try await DemoReports(agent, directory).load(), "reports by phone")
        let present = told(try await outages.loadPresent(), "outages that last")
        if present > 0 { _ = told(try await DemoMajor(agent).lead(), "major incident that is led") }
        added += present
        let seconds = (ContinuousClock.now - begun).formatted(
            .units(allowed: [.seconds], fractionalPart: .show(length: 1)))
        notice(added == 0 ? "All of it is there already; nothing was added." : "Loaded in \(seconds).")
    }

    /// The desk tells the others its signing keys by message, so a new suite may need a moment to know our token.
    private func everyServiceKnows(_ client: GatewayClient) async throws {
        for path in ["incidents", "problems", "changes", "alerts"] {
            try await wait(atMost: .seconds(30), for: "Sign-in at /api/v1/\(path)") {
                do {
                    let _: GatewayClient.Page<Named> = try await client.get("/api/v1/\(path)", ["limit": "1"])
                    return true
                } catch let refusal as Refusal where [401, 502, 503].contains(refusal.status) {
                    return false
                }
            }
        }
    }

    private func told(_ count: Int, _ what: String) -> Int {
        if count > 0 { notice("  \(count) \(what)") }
        return count
    }

    private struct Named: Decodable {
        let id: String
    }
}
