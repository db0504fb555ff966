import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Escalates by the rules: a timer per incident stands at the first instant at which one may apply, and moves with each change.
struct EscalateIncidents: FollowsIncidents {
    static let timer = "escalation"

    let versions: ServiceLevelVersions

    /// A rule that applies from an instant on, if nothing happens meanwhile.
    struct Occasion {
        let rule: EscalationRule
        /// What it waits after; a rule is used once for each.
        let since: Date
        let at: Date
        let because: String
    }

    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        try arm(kept.record, try RulesStore<EscalationRules>().current(in: tx).rules, in: tx)
        return kept
    }

    /// Other rules hold: every open incident is looked at.
    static func lookAtAll(in tx: Transaction) throws {
        let open: [UUID] = try tx.query("SELECT id FROM incident WHERE state IN ('new', 'assigned', 'in_progress')") {
            try $0.value("id")
        }
        try Timers.arm(timer, for: open, at: tx.now, in: tx)
    }

    /// What these rules would do with it now, in the order in which it became due.
    func due(for incident: Incident, _ rules: EscalationRules, in tx: Transaction) throws -> [Occasion] {
        let now = try tx.now
        return try occasions(of: incident, rules, in: tx).filter { $0.at <= now }.sorted { $0.at < $1.at }
    }

    /// What is due is done, in the order in which it became so; each rule once on each occasion.
    func due(_ id: UUID, _ incidents: Incidents, in tx: Transaction) throws {
        let table = try RulesStore<EscalationRules>().current(in: tx)
        guard var kept = try incidents.store.find(id, in: tx) else { return }
        let now = try tx.now
        for occasion in try due(for: kept.record, table.rules, in: tx) where occasion.rule.concerns(kept.record) {
            guard try note(occasion, of: id, at: now, in: tx) else { continue }
            let escalation = occasion.rule.escalation(because: occasion.because)
            var provenance = Provenance.timer(Self.timer)
            provenance.reason = occasion.because
            kept = try incidents.escalate(
                id, escalation, why: Self.why(occasion, table.version, kept.record), by: provenance, in: tx)
        }
        try arm(kept.record, table.rules, in: tx)
    }

    private func arm(_ incident: Incident, _ rules: EscalationRules, in tx: Transaction) throws {
        let now = try tx.now
        let used = try rules.rules.isEmpty ? [] : self.used(by: incident.id, in: tx)
        let next = try occasions(of: incident, rules, in: tx)
            .filter { occasion in !used.contains { $0 == (occasion.rule.name, occasion.since) } }.map(\.at).min()
        if let next {
            try Timers.arm(Self.timer, for: incident.id, at: max(next, now), in: tx)
        } else {
            try Timers.disarm(Self.timer, for: incident.id, in: tx)
        }
    }

    private func occasions(of incident: Incident, _ rules: EscalationRules, in tx: Transaction) throws -> [Occasion] {
        let rules = rules.rules.filter { $0.concerns(incident) }
        guard !rules.isEmpty else { return [] }
        let standing = try EscalationStanding(of: incident, versions, in: tx)
        return rules.flatMap { rule in
            standing.waits(for: rule).map { Occasion(rule: rule, since: $0.since, at: $0.at, because: $0.because) }
        }
    }

    private func used(by incident: UUID, in tx: Transaction) throws -> [(String, Date)] {
        try tx.query("SELECT rule, since FROM incident_escalation WHERE incident = \(incident)") {
            (try $0.value("rule"), try $0.value("since"))
        }
    }

    private func note(_ occasion: Occasion, of incident: UUID, at now: Date, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO incident_escalation (incident, rule, since, escalated_at)
            VALUES (\(incident), \(occasion.rule.name), \(occasion.since), \(now))
            ON CONFLICT ON CONSTRAINT each_escalation_once DO NOTHING
            """) > 0
    }

    private static func why(_ occasion: Occasion, _ version: Int, _ incident: Incident) -> Explanation {
        let rule = occasion.rule
        var inputs = [
            "occasion": rule.occasion.rawValue, "since": occasion.since.ISO8601Format(),
            "due": occasion.at.ISO8601Format(), "state": incident.state.rawValue, "priority": incident.priority.name,
            "tell": rule.tell?.rawValue ?? "by priority",
        ]
        inputs["measure"] = rule.measure?.rawValue
        inputs["percent"] = rule.percent.map { String($0) }
        inputs["minutes"] = rule.minutes.map { String($0) }
        return Explanation(
            decision: "escalation", rule: rule.name, version: version, inputs: inputs, outcome: rule.kind.rawValue,
            because: occasion.because)
    }
}
