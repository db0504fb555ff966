import Foundation
import ProblemDomain
import Records
import Testing

@Suite struct RecurrenceTests {
    let rule = RecurrenceRule()

    @Test func `two incidents wait, the third raises a candidate`() {
        let first = evidence(1)
        let second = evidence(2, at: 3)
        let third = evidence(3, at: 10)
        #expect(weigh(second, among: [first, second]) == .wait)
        guard case .raise(let found, let why) = weigh(third, among: [first, second, third]) else {
            Issue.record("nothing was raised")
            return
        }
        #expect(found == [third, second, first])
        #expect(why.because == "3 incidents with the cause db-1 were opened within 30 days.")
        #expect(why.inputs["threshold"] == "3")
        #expect(why.inputs["days"] == "30")
        #expect(why.inputs["incidents"] == "INC0000003, INC0000002, INC0000001")
    }

    @Test func `thirty days exactly still count, a moment more does not`() {
        let first = evidence(1)
        let second = evidence(2, at: 15)
        let onTheDay = evidence(3, at: 30)
        let late = evidence(4, at: 30.001)
        #expect(weigh(onTheDay, among: [first, second, onTheDay]) != .wait)
        #expect(weigh(late, among: [first, second, late]) == .wait)
    }

    @Test func `an incident announced late completes a window it lies in`() {
        let first = evidence(1)
        let between = evidence(2, at: 10)
        let last = evidence(3, at: 20)
        guard case .raise(let found, _) = weigh(between, among: [last, first, between]) else {
            Issue.record("nothing was raised")
            return
        }
        #expect(found.count == 3)
    }

    @Test func `a dense time that the incident is not part of does not count`() {
        let old = [evidence(1), evidence(2, at: 1), evidence(3, at: 2)]
        let now = evidence(4, at: 90)
        #expect(weigh(now, among: old + [now]) == .wait)
    }

    @Test func `an open candidate takes further incidents as evidence`() {
        let more = evidence(4)
        guard case .addEvidence(let why) = weigh(more, among: [more], candidate: "CAN0000001") else {
            Issue.record("no evidence was added")
            return
        }
        #expect(why.because == "CAN0000001 about db-1 awaits a decision.")
    }

    @Test func `an open problem takes them before a candidate does`() {
        let more = evidence(5)
        guard case .link(let why) = weigh(more, among: [more], candidate: "CAN0000001", problem: "PRB0000001") else {
            Issue.record("nothing was linked")
            return
        }
        #expect(why.outcome == "linked")
        #expect(why.inputs["problem"] == "PRB0000001")
    }

    @Test func `the threshold and the days are settings`() {
        let strict = RecurrenceRule(threshold: 2, days: 1)
        let first = evidence(1)
        let second = evidence(2, at: 1.5)
        let third = evidence(3, at: 2)
        func verdict(_ arrived: Evidence) -> RecurrenceRule.Verdict {
            strict.weigh(arrived, among: [first, second, third], cause: "db-1", candidate: nil, problem: nil)
        }
        #expect(verdict(first) == .wait)
        #expect(verdict(third) != .wait)
    }

    private func weigh(
        _ arrived: Evidence, among fresh: [Evidence], candidate: String? = nil, problem: String? = nil
    ) -> RecurrenceRule.Verdict {
        rule.weigh(arrived, among: fresh, cause: "db-1", candidate: candidate, problem: problem)
    }
}

@Suite struct CandidateTests {
    @Test func `the same incident is evidence once`() throws {
        let first = evidence(1)
        #expect(try aCandidate(evidence: [first]).deciding(.addEvidence(first, why: why), at: noon) == [])
    }

    @Test func `a candidate has the highest priority of its evidence and says from which incident`() {
        let candidate = aCandidate(evidence: [evidence(1, priority: .low), evidence(2, priority: .critical)])
        #expect(candidate.priority == .critical)
        #expect(candidate.priorityExplanation.inputs["highest"] == "INC0000002")
    }

    @Test func `an accepted candidate cannot be accepted into another problem`() {
        let other = ProblemReference(id: UUID(), number: "PRB0000002")
        #expect(refusal { try aCandidate(.accepted).deciding(.accept(other), at: noon) }?.code == "invalid_transition")
    }

    @Test func `why it was raised stays readable`() {
        let raising = CandidateRaising(number: "CAN0000001", causeItem: database, evidence: [], why: why)
        #expect(Candidate.explanation(of: .raised(raising: raising)) == why)
        #expect(Candidate.explanation(of: .dismissed(reason: "A drill.")) == nil)
    }
}

@Suite struct KnownErrorTests {
    @Test func `every revision is a new edition, the same text is none`() throws {
        let error = aKnownError(.published)
        #expect(try error.deciding(.revise(.described(text: "Restart the pool.")), at: noon) == [])
        let revised = error.applying(.revised(workaround: .noneKnown), at: noon)
        #expect(revised.edition == 2)
        #expect(revised.workaround.text == nil)
        #expect(revised.state == .published)
    }

    @Test func `it follows the reach of its problem`() throws {
        let reach = Reach(causeItem: database, incidents: [UUID()])
        let facts = try aKnownError(.published).deciding(.reach(reach), at: noon)
        #expect(facts == [.reachChanged(reach: reach)])
        #expect(aKnownError(.published).applying(facts[0], at: noon).edition == 1)
    }
}
