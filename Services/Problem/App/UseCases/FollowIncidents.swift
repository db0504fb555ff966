import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Incidents are counted by cause: they raise a candidate, add to it, or belong to the open problem.
struct FollowIncidents: Sendable {
    let rule: RecurrenceRule
    let candidates = Ledger(CandidateStore())
    let work = WorkProblem()

    /// Each announcement may come again, late or out of order: the newest sequence wins, and an incident counts once.
    func heard(
        _ incident: IncidentAnnounced, sequence: Int, by provenance: Provenance, in tx: Transaction
    ) throws {
        let uncounted = try IncidentHistory().keep(incident, sequence: sequence, in: tx)
        guard uncounted, let cause = incident.causeItem, incident.state != .cancelled else { return }
        try IncidentHistory().lock(cause: cause, in: tx)
        try count(Evidence(incident), cause: cause, by: provenance, in: tx)
    }

    private func count(_ arrived: Evidence, cause: UUID, by provenance: Provenance, in tx: Transaction) throws {
        let length = TimeInterval(rule.days) * 86_400
        let fresh = try IncidentHistory().uncounted(
            cause: cause, from: arrived.openedAt - length, to: arrived.openedAt + length, in: tx)
        // A copy that counted this incident while we waited for the lock has taken it.
        guard fresh.contains(where: { $0.incident == arrived.incident }) else { return }
        let problem = try work.problems.store.taking(cause: cause, in: tx)?.record
        let candidate = try candidates.store.open(cause: cause, in: tx)?.record
        let name = try Projection<ConfigurationItemAnnounced>().find(cause, in: tx)?.name
        let verdict = rule.weigh(
            arrived, among: fresh, cause: name ?? cause.uuidString.lowercased(), candidate: candidate?.number,
            problem: problem?.number)
        switch (verdict, problem, candidate) {
        case (.link(let why), let problem?, _): try link(arrived, to: problem, why, by: provenance, in: tx)
        case (.addEvidence(let why), _, let candidate?): try add(arrived, to: candidate, why, by: provenance, in: tx)
        case (.raise(let evidence, let why), _, _): try raise(evidence, cause, why, by: provenance, in: tx)
        default: return
        }
    }

    private func link(
        _ arrived: Evidence, to problem: Problem, _ why: Explanation, by provenance: Provenance, in tx: Transaction
    ) throws {
        let link = IncidentLink(incident: arrived.incident, number: arrived.number, origin: .recurrence, why: why)
        try work.perform(.linkIncident(link), on: problem.id, by: provenance.because(why), in: tx)
        try IncidentHistory().take([arrived.incident], by: problem.id, in: tx)
    }

    private func add(
        _ arrived: Evidence, to candidate: Candidate, _ why: Explanation, by provenance: Provenance, in tx: Transaction
    ) throws {
        try candidates.perform(
            .addEvidence(arrived, why: why), on: candidate.id, by: provenance.because(why), in: tx)
        try IncidentHistory().take([arrived.incident], by: candidate.id, in: tx)
    }

    private func raise(
        _ evidence: [Evidence], _ cause: UUID, _ why: Explanation, by provenance: Provenance, in tx: Transaction
    ) throws {
        let id = UUID.v7(at: try tx.now)
        let raising = CandidateRaising(
            number: try Numbers.next(.candidate, in: tx), causeItem: cause, evidence: evidence, why: why)
        try candidates.open(id, with: [.raised(raising: raising)], by: provenance.because(why), in: tx)
        try IncidentHistory().take(evidence.map(\.incident), by: id, in: tx)
    }
}

extension Evidence {
    init(_ incident: IncidentAnnounced) {
        self.init(
            incident: incident.record, number: incident.number, openedAt: incident.openedAt,
            priority: Priority(rawValue: min(max(incident.priority, 1), 5)) ?? .planning)
    }
}

extension Provenance {
    /// The same act, with the rule's words as its reason.
    fileprivate func because(_ why: Explanation) -> Provenance {
        var provenance = self
        provenance.reason = why.because
        return provenance
    }
}
