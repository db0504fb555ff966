import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A person decides about a candidate: it becomes a problem, part of an open one, or nothing.
struct DecideCandidate: Sendable {
    let candidates = Ledger(CandidateStore())
    let work = WorkProblem()

    /// Accepts it into a new problem, or into the open one given; its evidence is linked. Told twice, the same problem is answered.
    func accept(
        _ id: UUID, into problem: UUID?, summary: String?, by provenance: Provenance, expecting version: Int?,
        in tx: Transaction
    ) throws -> Kept<Problem> {
        guard let candidate = try candidates.store.find(id, in: tx)?.record else {
            throw NotFound("candidate", id.uuidString.lowercased())
        }
        if let known = candidate.problem, problem == nil || problem == known.id,
            let kept = try work.problems.store.find(known.id, in: tx)
        {
            return kept
        }
        let kept =
            if let problem {
                try link(candidate, to: problem, by: provenance, in: tx)
            } else {
                try open(candidate, summary, by: provenance, in: tx)
            }
        let reference = ProblemReference(id: kept.record.id, number: kept.record.number)
        try candidates.perform(.accept(reference), on: id, by: provenance, expecting: version, in: tx)
        return kept
    }

    func dismiss(
        _ id: UUID, reason: String, by provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<Candidate> {
        try candidates.perform(.dismiss(reason: reason), on: id, by: provenance, expecting: version, in: tx)
    }

    private func open(
        _ candidate: Candidate, _ summary: String?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Problem> {
        let item = try Projection<ConfigurationItemAnnounced>().find(candidate.causeItem, in: tx)
        let opening = ProblemOpening(
            number: try Numbers.next(.problem, in: tx),
            summary: summary ?? "\(item?.name ?? "A configuration item") keeps causing incidents",
            candidate: candidate.id, causeItem: candidate.causeItem, priority: candidate.priority,
            why: candidate.priorityExplanation, links: candidate.evidence.map(\.link))
        return try work.problems.open(
            UUID.v7(at: try tx.now), with: [.opened(opening: opening)], by: provenance, in: tx)
    }

    private func link(
        _ candidate: Candidate, to problem: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Problem> {
        guard let kept = try work.problems.store.find(problem, in: tx) else {
            throw NotFound("problem", problem.uuidString.lowercased())
        }
        let now = try tx.now
        var facts: [Problem.Fact] = []
        var grown = kept.record
        for evidence in candidate.evidence.reversed() {
            let more = try grown.deciding(.linkIncident(evidence.link), at: now)
            grown = more.reduce(grown) { $0.applying($1, at: now) }
            facts += more
        }
        let changed = try work.problems.add(facts, to: kept, by: provenance, in: tx)
        return try work.follow(changed, by: provenance, in: tx)
    }
}

extension Evidence {
    fileprivate var link: IncidentLink { IncidentLink(incident: incident, number: number, origin: .evidence) }
}
