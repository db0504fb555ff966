import Foundation
import Messaging
import Postgres
import ProblemDomain
import Records

/// A problem moves, and its known error follows: its reach while the problem is open, its retirement at the end.
struct WorkProblem: Sendable {
    let problems = Ledger(ProblemStore())
    let knownErrors = Ledger(KnownErrorStore())

    /// A person's command: what it names must be known here.
    func obey(
        _ command: Problem.Command, on id: UUID, by provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<Problem> {
        switch command {
        case .confirmCause(let cause): try cause.item.map { try CauseItems.check($0, field: "causeItem", in: tx) }
        case .assign(let team, let person): try Assignees.check(team: team, person: person, in: tx)
        default: break
        }
        return try perform(command, on: id, by: provenance, expecting: version, in: tx)
    }

    @discardableResult
    func perform(
        _ command: Problem.Command, on id: UUID, by provenance: Provenance, expecting version: Int? = nil,
        in tx: Transaction
    ) throws -> Kept<Problem> {
        let kept = try problems.perform(command, on: id, by: provenance, expecting: version, in: tx)
        return try follow(kept, by: provenance, in: tx)
    }

    /// Lets the known error, if there is one, follow its changed problem.
    func follow(_ kept: Kept<Problem>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Problem> {
        let problem = kept.record
        guard let known = problem.knownError else { return kept }
        guard problem.state.isFinished else {
            try knownErrors.perform(.reach(problem.reach), on: known.id, by: provenance, in: tx)
            return kept
        }
        let reason = "\(problem.number) is \(problem.state.rawValue)."
        try knownErrors.perform(.retire(reason: reason), on: known.id, by: provenance, in: tx)
        return try problems.perform(.releaseKnownError(known.id), on: problem.id, by: provenance, in: tx)
    }
}
