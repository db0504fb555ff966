import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The policy for major incidents: read it, try another on what is open, set the next version.
struct MajorIncidentPolicyRoutes: Sendable {
    private static let root = "/api/v1/major-incident-policy"
    private static let mostTried = 500

    let majors: FollowMajorIncident
    let database: Database
    private let policies = MajorIncidentPolicies()

    init(majors: FollowMajorIncident, database: Database) {
        self.majors = majors
        self.database = database
    }

    func add(to api: inout API) {
        api.get(Self.root, "The policy that counts", for: .may(.incidentsWork), answers: MajorIncidentPolicyView.self) {
            _ in
            try await database.transaction { tx in
                let current = try policies.current(in: tx)
                return .ok(try MajorIncidentPolicyView(current, in: tx), version: current.version)
            }
        }
        api.get(
            "\(Self.root)/versions", "Its versions, newest first", for: .may(.incidentsWork),
            answers: MajorIncidentPolicyVersions.self
        ) { _ in
            .ok(
                try await database.transaction { tx in
                    MajorIncidentPolicyVersions(
                        items: try policies.versions(in: tx).map { try MajorIncidentPolicyView($0, in: tx) })
                })
        }
        api.put(
            Self.root, "Set its next version", for: .may(.settingsManage), accepts: PolicyBody.self,
            answers: MajorIncidentPolicyView.self, set)
        api.post(
            "\(Self.root)/trials", "Which open incidents it would make candidates", for: .may(.incidentsWork),
            accepts: PolicyBody.self, answers: PolicyTrialView.self, attempt)
    }

    private func set(_ call: Call, _ body: PolicyBody) async throws -> Answer<MajorIncidentPolicyView> {
        let (policy, person, version) = (try body.policy(), try call.principal.id, call.expectedVersion)
        let reason = try (body.reason ?? "").checked("reason", longest: 1_000)
        return try await database.transaction { tx in
            try People.check(policy.management, field: "management", in: tx)
            let kept = try policies.set(policy, because: reason, by: person, expecting: version, in: tx)
            return .ok(try MajorIncidentPolicyView(kept, in: tx), version: kept.version)
        }
    }

    private func attempt(_ call: Call, _ body: PolicyBody) async throws -> Answer<PolicyTrialView> {
        let (policy, principal) = (try body.policy(), try call.principal)
        return try await database.transaction { tx in
            let visible = Sight.incidents.visible(to: principal) ?? "TRUE"
            let open = try tx.query(
                """
                SELECT version, record FROM incident
                WHERE state NOT IN ('resolved', 'closed', 'cancelled') AND \(visible)
                ORDER BY priority, opened_at, id LIMIT \(Self.mostTried)
                """
            ) { try IncidentStore.decode($0).record }
            let met = try open.compactMap { incident in
                try majors.grounds(of: incident, by: policy, version: 0, in: tx).map { grounds in
                    PolicyTrialView.Candidate(
                        incident: IncidentView.Numbered(id: incident.id, number: incident.number),
                        summary: incident.summary, rules: grounds.rules)
                }
            }
            return .ok(PolicyTrialView(tried: open.count, candidates: Array(met.prefix(100))))
        }
    }
}
