import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls for the steps of an incident's ladder.
extension Paging {
    /// How the team is called that it went to: by its own policy, else all who are on call for it; nil when it has neither.
    func calling(
        _ incident: Incident, escalatedBy step: Incident.EscalationStep, in tx: Transaction
    ) throws -> OnCallPage.Calling? {
        guard let team = incident.team else { return nil }
        let own = EscalationPolicy.own(
            of: team, priority: incident.priority.rawValue, among: try PolicyStore().active(for: team, in: tx))
        if let own {
            return OnCallPage.Calling(
                for: incident, level: step.level, policy: own.policy.id, terms: own.policy.terms, why: own.why)
        }
        let schedules = try OnCallStore().active(of: team, in: tx).map(\.record)
        guard !schedules.isEmpty else { return nil }
        let names = schedules.map(\.name).joined(separator: ", ")
        let why = Explanation(
            decision: "page", rule: "on call for the team it was escalated to",
            inputs: ["team": team.uuidString.lowercased()], outcome: names,
            because: "It was escalated to the team, which has no escalation policy: whoever is on call is called.")
        return OnCallPage.Calling(
            for: incident, level: step.level,
            terms: .calling(schedules.prefix(20).map { .init(kind: .schedule, id: $0.id) }, as: names), why: why)
    }

    /// Those whom a hierarchical step informs are called themselves; a further step calls instead of the one before.
    func callAuthority(
        _ incident: Incident, _ step: Incident.EscalationStep?, by provenance: Provenance, in tx: Transaction
    ) throws {
        let live = try pages.store.live(.authority, of: incident.id, in: tx)
        guard let step else {
            if let live, case .end(let reason) = live.record.need(of: incident) {
                try end(live, reason, by: provenance, in: tx)
            }
            return
        }
        guard live?.record.calling.level != step.level else { return }
        let name = step.escalation.rule ?? incident.number
        let why = Explanation(
            decision: "page", rule: "whom the escalation informs", inputs: ["level": String(step.level)],
            outcome: name, because: step.escalation.reason)
        let calling = OnCallPage.Calling(
            for: incident, .authority, level: step.level,
            terms: .calling(step.escalation.informs.map { .init(kind: .person, id: $0) }, as: name), why: why)
        try begin(calling, instead: live, by: provenance, in: tx)
    }
}
