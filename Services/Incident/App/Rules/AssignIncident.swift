import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Who gets an incident that nobody has: by the first assignment rule that fits, else the team of its most critical service.
struct AssignIncident: Sendable {
    /// The team and person with why; nil when there is nobody to give it to. Notes whose turn it was.
    func fact(for incident: Incident, in tx: Transaction) throws -> Incident.Fact? {
        let (fact, inTurn) = try fact(for: incident, by: RulesStore<AssignmentRules>().current(in: tx), in: tx)
        if let inTurn { try note(inTurn, in: tx) }
        return fact
    }

    /// The same by any rules, and who was chosen among the people of a team; nothing is written.
    func fact(
        for incident: Incident, by table: RuleVersion<AssignmentRules>, in tx: Transaction
    ) throws -> (fact: Incident.Fact?, inTurn: UUID?) {
        guard let rule = table.rules.rules.first(where: { $0.misfit(incident) == nil }) else {
            return (try ofServices(incident, in: tx), nil)
        }
        let chosen = try choose(rule, by: table.rules, in: tx)
        return (Self.fact(rule, table.version, chosen, incident), chosen?.person)
    }

    private static func fact(
        _ rule: AssignmentRule, _ version: Int, _ chosen: (person: UUID, because: String)?, _ incident: Incident
    ) -> Incident.Fact {
        let because = ["The rule \(rule.name) is the first that fits.", chosen?.because]
        let why = Explanation(
            decision: "assignment", rule: rule.name, version: version,
            inputs: [
                "summary": incident.summary, "priority": incident.priority.name,
                "category": incident.category?.text ?? "",
                "services": incident.services.map { $0.uuidString.lowercased() }.joined(separator: ", "),
                "skill": rule.skill ?? "",
            ],
            outcome: rule.team.uuidString.lowercased(), because: because.compactMap(\.self).joined(separator: " "))
        return .assigned(team: rule.team, person: chosen?.person, why: why)
    }

    /// The team of the most critical of its services.
    private func ofServices(_ incident: Incident, in tx: Transaction) throws -> Incident.Fact? {
        let services = try Projection<ServiceAnnounced>().find(incident.services, in: tx).values
        let first = services.filter { $0.team != nil }.min { ($0.criticality, $0.name) < ($1.criticality, $1.name) }
        guard let first, let team = first.team else { return nil }
        let why = Explanation(
            decision: "assignment", rule: "team of the most critical hurt service",
            inputs: ["services": services.map(\.name).sorted().joined(separator: ", ")],
            outcome: team.uuidString.lowercased(),
            because: "\(first.name) is restored by this team.")
        return .assigned(team: team, person: nil, why: why)
    }

    /// Two incidents that open at once see each other's choice: the second waits for the first.
    private func choose(
        _ rule: AssignmentRule, by rules: AssignmentRules, in tx: Transaction
    ) throws -> (person: UUID, because: String)? {
        guard rule.person != .nobody else { return nil }
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('assignment', 0))")
        let able = rule.skill.map { rules.people(with: $0) }
        let candidates = try members(of: rule.team, in: tx).filter { able?.contains($0.person) ?? true }
        return rule.choose(candidates)
    }

    private func members(of team: UUID, in tx: Transaction) throws -> [AssignmentCandidate] {
        try tx.query(
            """
            SELECT member.record AS person, member.state->>'name' AS name, turn.given_at,
                (SELECT count(*) FROM incident WHERE assignee = member.record
                    AND state NOT IN ('resolved', 'closed', 'cancelled'))::int AS open
            FROM reference_state AS member LEFT JOIN assignment_turn AS turn ON turn.person = member.record
            WHERE member.subject = \(PersonAnnounced.subject) AND member.state->'active' = 'true'
                AND EXISTS (
                    SELECT FROM jsonb_array_elements_text(member.state->'teams') AS t (id) WHERE t.id::uuid = \(team))
            ORDER BY member.record LIMIT 500
            """
        ) { row in
            AssignmentCandidate(
                person: try row.value("person"), name: try row.value("name"), open: try row.value("open"),
                lastAt: try row.value("given_at"))
        }
    }

    private func note(_ person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO assignment_turn (person, given_at) VALUES (\(person), \(try tx.now))
            ON CONFLICT (person) DO UPDATE SET given_at = excluded.given_at
            """)
    }
}
