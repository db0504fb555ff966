import Foundation
import ProblemDomain
import Records
import TestSupport
import Testing

/// Walks every state × every command, and compares what happens with what the README promises.
@Suite struct TransitionTableTests {
    private static let knownError = KnownErrorReference(id: UUID(), number: "KER0000009")

    private let problemCommands: [Problem.Command] = [
        .assess, .analyse(reason: "The fix did not hold."),
        .confirmCause(Cause(text: "A leak.", confidence: .confirmed)), .planFix(Fix(plan: "Another plan.")),
        .resolve(solution: "Deployed."), .close(verification: "Quiet for a month."), .cancel(reason: "A mistake."),
        .acceptRisk(reason: "Cheaper.", reviewAt: noon + days(90)), .prioritise(.critical, reason: nil),
        .assign(team: UUID(), person: nil), .linkIncident(link(99)), .unlinkIncident(linked.incident),
        .recordKnownError(knownError, hasWorkaround: true), .releaseKnownError(knownError.id),
    ]

    private let candidateCommands: [Candidate.Command] = [
        .addEvidence(evidence(9), why: why), .accept(ProblemReference(id: database, number: "PRB0000001")),
        .dismiss(reason: "A drill."),
    ]

    private let knownErrorCommands: [KnownError.Command] = [
        .revise(.noneKnown), .publish, .retire(reason: "Fixed."), .reach(Reach(causeItem: nil, incidents: [UUID()])),
    ]

    @Test func `problems move as the README says`() throws {
        try expect(problemCommands, \.name, to: "States of a problem", from: Problem.State.allCases, aProblem, \.state)
    }

    @Test func `candidates move as the README says`() throws {
        try expect(
            candidateCommands, \.name, to: "States of a candidate", from: Candidate.State.allCases, { aCandidate($0) },
            \.state)
    }

    @Test func `known errors move as the README says`() throws {
        try expect(
            knownErrorCommands, \.name, to: "States of a known error", from: KnownError.State.allCases, aKnownError,
            \.state)
    }

    @Test func `improvements move as the README says`() throws {
        try expect(
            [.assign(owner: UUID()), .accept, .start, .close(.effective, note: nil), .reject(reason: "Too dear.")],
            \.name,
            to: "States of an improvement", from: Improvement.State.allCases, anImprovement, \.state)
    }

    private func anImprovement(_ state: Improvement.State) throws -> Improvement {
        let registration = Improvement.Registration(
            number: "IMP0000001", title: "Quieter tills", description: nil, horizon: .short, owner: nil, source: nil)
        let course: [Improvement.Fact] =
            switch state {
            case .new: []
            case .accepted: [.accepted]
            case .inProgress: [.accepted, .started]
            case .closed: [.accepted, .started, .closed(verdict: .effective, note: nil)]
            case .rejected: [.rejected(reason: "Too dear.")]
            }
        let lines = [Improvement.Fact.registered(registration: registration)] + course
        return try #require(Improvement.folding(UUID(), lines.map { (fact: $0, at: noon) }))
    }

    @Test func `told twice, nothing new happens`() throws {
        for command in problemCommands {
            for state in Problem.State.allCases { try expectNothingNew(command, aProblem(state)) }
        }
        for command in candidateCommands {
            for state in Candidate.State.allCases { try expectNothingNew(command, aCandidate(state)) }
        }
        for command in knownErrorCommands {
            for state in KnownError.State.allCases { try expectNothingNew(command, aKnownError(state)) }
        }
    }

    private func expect<Record: Lifecycle, State: RawRepresentable<String>>(
        _ commands: [Record.Command], _ name: (Record.Command) -> String, to heading: String, from states: [State],
        _ make: (State) throws -> Record, _ state: (Record) -> State
    ) throws {
        let table = try LifecycleTable(readme: "Services/Problem/README.md", under: heading)
        #expect(Set(table.next.keys.map(\.command)) == Set(commands.map(name)))
        for command in commands {
            for from in states {
                let expected = table.next[.init(state: from.rawValue, command: name(command))]
                let reached = after(command, try make(from)).map { state($0).rawValue }
                #expect(reached == expected, "\(from.rawValue) × \(name(command))")
            }
        }
    }

    /// The record after an obeyed command; nil when it is refused.
    private func after<Record: Lifecycle>(_ command: Record.Command, _ record: Record) -> Record? {
        do throws(Rejection) {
            return try record.deciding(command, at: noon).reduce(record) { $0.applying($1, at: noon) }
        } catch {
            return nil
        }
    }

    private func expectNothingNew<Record: Lifecycle>(_ command: Record.Command, _ record: Record) throws {
        guard let once = after(command, record) else { return }
        #expect(try once.deciding(command, at: noon).isEmpty, "\(command)")
    }
}
