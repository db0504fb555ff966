import Foundation
import ProblemDomain
import Records
import Testing

@Suite struct ProblemTests {
    @Test func `a refusal names the states in which the command is possible`() {
        let refusal = refusal { try aProblem(.new).deciding(.resolve(solution: "Done."), at: noon) }
        #expect(refusal?.message == "PRB0000001 is new: resolve is possible in fix_in_progress, resolved.")
        #expect(refusal?.code == "invalid_transition")
    }

    @Test(arguments: [Problem.State.fixInProgress, .resolved, .riskAccepted])
    func `going back to the analysis needs a reason`(from state: Problem.State) throws {
        #expect(refusal { try aProblem(state).deciding(.analyse(reason: nil), at: noon) }?.code == "reason_missing")
        let again = try after(.analyse(reason: "It came back."), aProblem(state))
        #expect(again.state == .rootCauseAnalysis)
        #expect(again.resolvedAt == nil)
        #expect(again.reviewAt == nil)
    }

    @Test func `a fix is planned only for a cause`() {
        let open =
            grown(
                from: Problem.Fact.opened(opening: ProblemOpening(number: "PRB0000002", summary: "Slow")),
                [.assessmentStarted, .analysisStarted]) as Problem
        #expect(refusal { try open.deciding(.planFix(plan), at: noon) }?.code == "cause_missing")
    }

    @Test func `a confirmed cause may name another configuration item`() throws {
        let network = UUID()
        let problem = try after(
            .confirmCause(Cause(text: "A switch.", confidence: .confirmed, item: network)), aProblem(.rootCauseAnalysis)
        )
        #expect(problem.causeItem == network)
        #expect(problem.reach.causeItem == network)
    }

    @Test func `the review of an accepted risk lies ahead`() {
        let late = Problem.Command.acceptRisk(reason: "Cheaper.", reviewAt: noon)
        #expect(refusal { try aProblem(.assess).deciding(late, at: noon) }?.code == "review_in_the_past")
    }

    @Test(arguments: [Problem.State.new, .assess])
    func `before the analysis a known error needs a workaround`(in state: Problem.State) throws {
        let reference = KnownErrorReference(id: UUID(), number: "KER0000001")
        let bare = Problem.Command.recordKnownError(reference, hasWorkaround: false)
        #expect(refusal { try aProblem(state).deciding(bare, at: noon) }?.code == "workaround_missing")
        #expect(try after(bare, aProblem(.rootCauseAnalysis)).knownError == reference)
    }

    @Test func `a problem has one known error at a time`() throws {
        let first = KnownErrorReference(id: UUID(), number: "KER0000001")
        let known = aProblem(.rootCauseAnalysis).applying(.knownErrorRecorded(knownError: first), at: noon)
        let second = Problem.Command.recordKnownError(
            KnownErrorReference(id: UUID(), number: "KER0000002"), hasWorkaround: true)
        #expect(refusal { try known.deciding(second, at: noon) }?.code == "known_error_exists")
        #expect(try known.deciding(.releaseKnownError(UUID()), at: noon) == [])
        #expect(try after(.releaseKnownError(first.id), known).knownError == nil)
    }

    @Test func `an incident is linked once and can be unlinked`() throws {
        let problem = aProblem(.assess)
        #expect(try problem.deciding(.linkIncident(linked), at: noon) == [])
        let more = try after(.linkIncident(link(42, .recurrence)), problem)
        #expect(more.links.map(\.number) == ["INC0000042", "INC0000041"])
        #expect(more.reach.incidents == more.links.map(\.incident))
        let fewer = try after(.unlinkIncident(linked.incident), more)
        #expect(fewer.incidentCount == 1)
        #expect(fewer.reach.incidents == [more.links[0].incident])
    }

    @Test func `the record keeps the newest links and counts all`() {
        let problem = (0..<600).reduce(aProblem()) {
            $0.applying(.incidentLinked(link: link($1, .recurrence)), at: noon)
        }
        #expect(problem.links.count == Problem.mostLinks)
        #expect(problem.incidentCount == 601)
    }

    @Test func `a problem and its facts survive being stored`() throws {
        for state in Problem.State.allCases {
            let stored = try JSONEncoder().encode(aProblem(state))
            #expect(try JSONDecoder().decode(Problem.self, from: stored).state == state)
        }
        let fact = Problem.Fact.riskAccepted(reason: "Cheaper.", reviewAt: noon)
        #expect(try JSONDecoder().decode(Problem.Fact.self, from: JSONEncoder().encode(fact)) == fact)
    }

    private func after(_ command: Problem.Command, _ problem: Problem) throws -> Problem {
        try problem.deciding(command, at: noon).reduce(problem) { $0.applying($1, at: noon) }
    }
}

func refusal(_ body: () throws -> some Any) -> Rejection? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? Rejection
    }
}
