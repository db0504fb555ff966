import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

extension Incidents {
    /// One step up, and whoever it is for is told.
    func escalate(
        _ id: UUID, _ escalation: Incident.Escalation, why: Explanation?, by provenance: Provenance,
        expecting version: Int? = nil, in tx: Transaction
    ) throws -> Kept<Incident> {
        let kept = try perform(.escalate(escalation, why: why), on: id, by: provenance, expecting: version, in: tx)
        if let step = kept.record.escalations?.last {
            try Outbox.announce(
                IncidentEscalated(kept.record, step), sequence: kept.version, by: provenance, in: tx)
        }
        return kept
    }
}

extension IncidentEscalated {
    fileprivate init(_ incident: Incident, _ step: Incident.EscalationStep) {
        let escalation = step.escalation
        self.init(
            record: incident.id, facts: ["escalated"], number: incident.number, summary: incident.summary,
            priority: incident.priority.rawValue, services: Array(incident.services.prefix(50)), level: step.level,
            kind: escalation.kind.rawValue, team: escalation.team, informs: escalation.informs, rule: escalation.rule,
            reason: escalation.reason, escalatedAt: step.at)
    }
}
