import Foundation
import Records

extension Candidate: Lifecycle {
    package static let kind = "candidate"

    package enum Command: Equatable, Sendable {
        case addEvidence(Evidence, why: Explanation)
        case accept(ProblemReference)
        case dismiss(reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case raised(raising: CandidateRaising)
        case evidenceAdded(evidence: Evidence, why: Explanation)
        case accepted(problem: ProblemReference)
        case dismissed(reason: String)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.raised, .addEvidence(let added, let why)):
            isEvidence(added.incident) ? [] : [.evidenceAdded(evidence: added, why: why)]
        case (.raised, .accept(let problem)): [.accepted(problem: problem)]
        case (.accepted, .accept(let problem)) where problem == self.problem: []
        case (.raised, .dismiss(let reason)): [.dismissed(reason: reason)]
        case (.dismissed, .dismiss): []
        default:
            throw Rejection(
                "\(number) is already \(state.rawValue): \(command.name) is possible only while it is raised.")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Candidate? {
        guard case .raised(let raising) = fact else { return nil }
        return Candidate(
            id: id, number: raising.number, causeItem: raising.causeItem, raisedAt: instant, why: raising.why,
            state: .raised, evidence: raising.evidence, evidenceCount: raising.evidence.count)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Candidate {
        var next = self
        switch fact {
        case .raised: break
        case .evidenceAdded(let added, _):
            next.evidence = Array(([added] + evidence).prefix(Candidate.mostEvidence))
            next.evidenceCount += 1
        case .accepted(let problem):
            next.state = .accepted
            next.problem = problem
            next.decidedAt = instant
        case .dismissed(let reason):
            next.state = .dismissed
            next.dismissal = reason
            next.decidedAt = instant
        }
        return next
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .raised(let raising): raising.why
        case .evidenceAdded(_, let why): why
        case .accepted, .dismissed: nil
        }
    }

    private func isEvidence(_ incident: UUID) -> Bool { evidence.contains { $0.incident == incident } }
}

extension Candidate.Command {
    /// The command as the API and the README write it.
    package var name: String {
        switch self {
        case .addEvidence: "add-evidence"
        case .accept: "accept"
        case .dismiss: "dismiss"
        }
    }
}
