import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Calls for incidents: whoever is to take one up, and whoever an escalation is for.
extension Paging: FollowsIncidents {
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let step = kept.record.calls(at: try tx.now)
        try callToTakeUp(kept.record, step?.escalation.kind == .functional ? step : nil, by: provenance, in: tx)
        try callAuthority(kept.record, step?.escalation.kind == .hierarchical ? step : nil, by: provenance, in: tx)
        return kept
    }

    private func callToTakeUp(
        _ incident: Incident, _ step: Incident.EscalationStep?, by provenance: Provenance, in tx: Transaction
    ) throws {
        let live = try pages.store.live(.takeUp, of: incident.id, in: tx)
        if let step, let calling = try calling(incident, escalatedBy: step, in: tx) {
            guard live?.record.calling.level != step.level else { return }
            return try begin(calling, instead: live, by: provenance, in: tx)
        }
        let need = OnCallPage.need(
            of: incident, worker: incident.worker(provenance), isReopened: try isReopened(incident, in: tx),
            live: live?.record)
        switch need {
        case .call: try call(for: incident, live, by: provenance, in: tx)
        case .callAgain: try callAgain(for: incident, live, by: provenance, in: tx)
        case .end(let reason): if let live { try end(live, reason, by: provenance, in: tx) }
        case .nothing: return
        }
    }

    /// A page that lives goes on, unless team or priority now ask for another policy. What was escalated to a team goes on while that
    /// team has it.
    private func call(
        for incident: Incident, _ live: Kept<OnCallPage>?, by provenance: Provenance, in tx: Transaction
    ) throws {
        let choice = try choice(for: incident, in: tx)
        if let live {
            let calling = live.record.calling
            if calling.level != nil && calling.team == incident.team { return }
            if let choice, choice.policy.id == calling.policy { return }
            try end(live, .otherPolicy, by: provenance, in: tx)
        }
        guard let choice else { return }
        let calling = OnCallPage.Calling(
            for: incident, policy: choice.policy.id, terms: choice.policy.terms, why: choice.why)
        try begin(calling, instead: nil, by: provenance, in: tx)
    }

    /// What comes back calls like a new one, but whoever has it first.
    private func callAgain(
        for incident: Incident, _ live: Kept<OnCallPage>?, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard let choice = try choice(for: incident, in: tx) else { return }
        let holder = try incident.assignee.flatMap { try Projection<PersonAnnounced>().find($0, in: tx) }
        var terms = choice.policy.terms
        if let holder, holder.active { terms = terms.beginning(with: holder.record) }
        let calling = OnCallPage.Calling(for: incident, policy: choice.policy.id, terms: terms, why: choice.why)
        try begin(calling, instead: live, by: provenance, in: tx)
    }

    private func choice(
        for incident: Incident, in tx: Transaction
    ) throws -> (policy: EscalationPolicy, why: Explanation)? {
        EscalationPolicy.choice(
            among: try PolicyStore().active(for: incident.team, in: tx), team: incident.team,
            priority: incident.priority.rawValue)
    }

    /// Whether this very transaction has reopened it.
    private func isReopened(_ incident: Incident, in tx: Transaction) throws -> Bool {
        guard incident.state == .inProgress, incident.reopenCount > 0 else { return false }
        return try tx.first(
            """
            SELECT EXISTS (
                SELECT FROM journal WHERE record = \(incident.id) AND name = 'reopened' AND at = \(try tx.now)) AS found
            """
        ) { try $0.value("found") } ?? false
    }
}

extension Incident {
    /// Who works on it, by doing what was just done; nil for machines, for those whom it only hurts, and for what the desk passes on.
    fileprivate func worker(_ provenance: Provenance) -> UUID? {
        guard provenance.actor.kind == .person, provenance.causation == nil,
            let person = UUID(uuidString: provenance.actor.id)
        else { return nil }
        return hurts(person) && person != assignee ? nil : person
    }
}
