import Foundation
import ProblemDomain
import Records
import Testing

/// Walks every state × every command, and compares what happens with what the README promises.
@Suite struct TransitionTableTests {
    @Test func `problems move as the README says`() throws {
        let commands: [Problem.Command] = [
            .assess, .analyse(reason: "The fix did not hold."),
            .confirmCause(Cause(text: "A leak.", confidence: .confirmed)), .planFix(Fix(plan: "Another plan.")),
            .resolve(solution: "Deployed."), .close(verification: "Quiet for a month."), .cancel(reason: "A mistake."),
            .acceptRisk(reason: "Cheaper.", reviewAt: noon + days(90)), .prioritise(.critical),
            .assign(team: UUID(), person: nil), .linkIncident(link(99)), .unlinkIncident(linked.incident),
            .recordKnownError(KnownErrorReference(id: UUID(), number: "KER0000009"), hasWorkaround: true),
        ]
        try expect(commands, \.name, Problem.State.allCases, \.state, make: aProblem, toFollow: "Problem")
    }

    @Test func `a known error is released in every state`() throws {
        let reference = KnownErrorReference(id: UUID(), number: "KER0000009")
        let make: (Problem.State) -> Problem = { aProblem($0).applying(.knownErrorRecorded(reference), at: noon) }
        try expect(
            [.releaseKnownError(reference.id)], \.name, Problem.State.allCases, \.state, make: make, toFollow: "Problem"
        )
    }

    @Test func `candidates move as the README says`() throws {
        let commands: [Candidate.Command] = [
            .addEvidence(evidence(9), why: why), .accept(ProblemReference(id: database, number: "PRB0000001")),
            .dismiss(reason: "A drill."),
        ]
        try expect(
            commands, \.name, Candidate.State.allCases, \.state, make: { aCandidate($0) }, toFollow: "Candidate")
    }

    @Test func `known errors move as the README says`() throws {
        let commands: [KnownError.Command] = [
            .revise(.noneKnown), .publish, .retire(reason: "Fixed."),
            .reach(Reach(causeItem: nil, incidents: [UUID()])),
        ]
        try expect(commands, \.name, KnownError.State.allCases, \.state, make: aKnownError, toFollow: "Known error")
    }

    @Test func `the tables name every command and state and no other`() throws {
        let problem = try ReadmeTable(under: "Problem")
        #expect(Set(problem.states) == Set(Problem.State.allCases.map(\.rawValue)))
        #expect(problem.cells.count == 14)
        #expect(try ReadmeTable(under: "Candidate").cells.count == 3)
        #expect(try ReadmeTable(under: "Known error").cells.count == 4)
    }

    private func expect<Record: Lifecycle, State: RawRepresentable<String>>(
        _ commands: [Record.Command], _ name: (Record.Command) -> String, _ states: [State],
        _ state: (Record) -> State, make: (State) -> Record, toFollow heading: String
    ) throws {
        let table = try ReadmeTable(under: heading)
        for command in commands {
            for from in states {
                let written = try #require(table.cells[name(command)]?[from.rawValue], "\(name(command)) × \(from)")
                let seen = outcome(of: command, on: make(from), state)
                #expect(seen == written, "\(name(command)) in \(from.rawValue)")
            }
        }
    }

    /// The outcome in the README's words.
    private func outcome<Record: Lifecycle, State: RawRepresentable<String>>(
        of command: Record.Command, on record: Record, _ state: (Record) -> State
    ) -> String {
        do throws(Rejection) {
            let facts = try record.deciding(command, at: noon)
            let after = facts.reduce(record) { $0.applying($1, at: noon) }
            if facts.isEmpty { return "nothing" }
            return state(after).rawValue == state(record).rawValue ? "stays" : state(after).rawValue
        } catch {
            return "–"
        }
    }
}
