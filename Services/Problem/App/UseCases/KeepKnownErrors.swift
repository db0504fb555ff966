import Contracts
import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// Known errors are drafted for a problem, revised, published and retired.
struct KeepKnownErrors: Sendable {
    /// What the person tells of it.
    struct Request: Sendable {
        let summary: String?
        let symptom: String?
        let workaround: Workaround
    }

    let work = WorkProblem()

    func draft(
        _ request: Request, for problem: UUID, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<KnownError> {
        let id = UUID.v7(at: try tx.now)
        let number = try Numbers.next(.knownError, in: tx)
        let record = Problem.Command.recordKnownError(
            KnownErrorReference(id: id, number: number), hasWorkaround: request.workaround != .noneKnown)
        let problem = try work.problems.perform(record, on: problem, by: provenance, in: tx).record
        let draft = KnownErrorDraft(
            number: number, problem: ProblemReference(id: problem.id, number: problem.number),
            summary: request.summary ?? problem.summary, symptom: request.symptom, workaround: request.workaround,
            reach: problem.reach)
        return try work.knownErrors.open(id, with: [.drafted(draft: draft)], by: provenance, in: tx)
    }

    /// Revises or publishes it, or retires it and gives the problem room for another.
    func perform(
        _ command: KnownError.Command, on known: (id: UUID, problem: UUID), by provenance: Provenance,
        expecting version: Int?, in tx: Transaction
    ) throws -> Kept<KnownError> {
        // The problem is locked first, as everywhere.
        _ = try work.problems.store.find(known.problem, in: tx)
        let kept = try work.knownErrors.perform(command, on: known.id, by: provenance, expecting: version, in: tx)
        if kept.record.state == .retired {
            try work.problems.perform(.releaseKnownError(known.id), on: known.problem, by: provenance, in: tx)
        }
        return kept
    }
}
