import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What rules would do: a draft, or those that hold; with every open incident, or with one.
struct RulesTrialBody<Rules: EditedRules>: Codable, Sendable {
    /// Nil for those that hold.
    let rules: Rules?
    /// An id or a number; nil for all open ones.
    let incident: String?
}

/// What they would do with one incident.
struct RulesOutcome: Codable, Sendable {
    /// How one rule answers.
    struct Line: Codable, Sendable {
        let rule: String
        /// Nil when it fits.
        let misfit: String?
    }

    /// What would follow, in short; nil for nothing.
    let outcome: String?
    /// One sentence, where the outcome does not say it all.
    var because: String?
    /// The rules that were asked, in their order, where there are such.
    var lines: [Line] = []
}

struct RulesTrialAnswer: Codable, Sendable {
    struct Tried: Codable, Sendable {
        let incident: IncidentView.Numbered
        let summary: String
        let outcome: String?
        let because: String?
        let lines: [RulesOutcome.Line]
    }

    /// How many incidents were looked at.
    let tried: Int
    /// For how many of them something would follow.
    let met: Int
    /// The first hundred of those; the one incident that was named stands here in any case.
    let items: [Tried]
}

/// Tries rules on incidents and writes nothing.
struct TryRules<Rules: ServedRules>: Sendable {
    /// Open incidents looked at, the highest priority and the oldest first.
    private static var most: Int { 500 }

    let incidents: Incidents

    func answer(_ body: RulesTrialBody<Rules>, for caller: Principal, in tx: Transaction) throws -> RulesTrialAnswer {
        let current = try RulesStore<Rules>().current(in: tx)
        try body.rules?.check()
        let rules = RuleVersion(version: current.version, rules: body.rules ?? current.rules)
        guard let key = body.incident else {
            let open = try open(to: caller, in: tx)
            let met = try open.map { try tried(rules, on: $0, in: tx) }.filter { $0.outcome != nil }
            return RulesTrialAnswer(tried: open.count, met: met.count, items: Array(met.prefix(100)))
        }
        let one = try tried(rules, on: incidents.named(key, field: "incident", by: caller, in: tx).record, in: tx)
        return RulesTrialAnswer(tried: 1, met: one.outcome == nil ? 0 : 1, items: [one])
    }

    private func tried(
        _ rules: RuleVersion<Rules>, on incident: Incident, in tx: Transaction
    ) throws -> RulesTrialAnswer.Tried {
        let outcome = try Rules.outcome(of: rules, on: incident, incidents, in: tx)
        return RulesTrialAnswer.Tried(
            incident: .init(id: incident.id, number: incident.number), summary: incident.summary,
            outcome: outcome.outcome, because: outcome.because, lines: outcome.lines)
    }

    private func open(to caller: Principal, in tx: Transaction) throws -> [Incident] {
        let visible = Sight.incidents.visible(to: caller) ?? "TRUE"
        return try tx.query(
            """
            SELECT version, record FROM incident
            WHERE state NOT IN ('resolved', 'closed', 'cancelled') AND \(visible)
            ORDER BY priority, opened_at, id LIMIT \(Self.most)
            """
        ) { try IncidentStore.kept($0).record }
    }
}
