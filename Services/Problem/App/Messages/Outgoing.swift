import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

// What others are told whenever a record changes: its full public state, lists cut to the newest fifty.

extension CandidateStore {
    func announcement(of kept: Kept<Candidate>, facts: [String], in tx: Transaction) -> (any Announcement)? {
        let candidate = kept.record
        return CandidateAnnounced(
            record: candidate.id, facts: facts, number: candidate.number, state: candidate.state.rawValue,
            causeItem: candidate.causeItem, incidents: candidate.evidence.prefix(50).map(\.incident),
            incidentCount: candidate.evidenceCount, problem: candidate.problem?.id)
    }
}

extension ProblemStore {
    func announcement(of kept: Kept<Problem>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        let problem = kept.record
        return ProblemAnnounced(
            record: problem.id, facts: facts, number: problem.number, state: problem.state.rawValue,
            summary: problem.summary, causeItem: problem.causeItem, incidents: problem.links.prefix(50).map(\.incident),
            incidentCount: problem.incidentCount, knownError: problem.knownError?.id,
            priority: problem.priority.rawValue, team: problem.team, assignee: problem.assignee,
            openedAt: problem.openedAt, updatedAt: try facts.isEmpty ? nil : tx.now)
    }
}

extension KnownErrorStore {
    func announcement(of kept: Kept<KnownError>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        let error = kept.record
        return KnownErrorAnnounced(
            record: error.id, facts: facts, number: error.number, state: error.state.rawValue,
            problem: error.problem.id, problemNumber: error.problem.number, summary: error.summary,
            workaround: error.workaround.text, edition: error.edition, causeItem: error.reach.causeItem,
            incidents: error.reach.incidents, openedAt: error.draftedAt,
            updatedAt: try facts.isEmpty ? nil : tx.now)
    }
}
