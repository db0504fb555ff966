import Chassis
import Contracts
import Foundation
import ProblemDomain
import Records
import Testing

@testable import ProblemApp

@Suite struct RecurrenceTests {
    private let cause = UUID()

    @Test func `the third incident with one cause raises a candidate with its evidence and its reason`() async throws {
        try await ProblemUnderTest.run { service in
            try await service.keepItem(cause)
            for number in 1...2 { try await service.hear(anIncident(number, cause: cause, day: Double(number))) }
            #expect(try await service.announced(CandidateAnnounced.self).isEmpty)
            try await service.hear(anIncident(3, cause: cause, day: 3, priority: 1))

            let announced = try #require(try await service.announced(CandidateAnnounced.self).first)
            #expect(announced.state == "raised")
            #expect(announced.incidentCount == 3)
            let page: Page<CandidateLine> = try await service.get("problem-candidates?state=raised")
            #expect(page.items.map(\.causeItem?.name) == ["db-1"])
            let view: CandidateView = try await service.get("problem-candidates/\(announced.number)")
            #expect(view.evidence.map(\.number) == ["INC0000003", "INC0000002", "INC0000001"])
            #expect(view.because == "3 incidents with the cause db-1 were opened within 30 days.")
            #expect(view.priority == 1)
            let why: WhyAnswer = try await service.get("problem-candidates/\(announced.number)/why")
            #expect(why.items.map(\.why.inputs["threshold"]) == ["3"])
        }
    }

    @Test func `an incident counts once, however often and in whatever order it is announced`() async throws {
        try await ProblemUnderTest.run { service in
            let incident = anIncident(1, cause: cause)
            for sequence in [4, 1, 4, 5, 2] { try await service.hear(incident, sequence: sequence) }
            try await service.hear(anIncident(2, cause: cause))
            #expect(try await service.announced(CandidateAnnounced.self).isEmpty)
            try await service.hear(anIncident(3, cause: cause))
            try await service.hear(incident, sequence: 9)
            #expect(try await service.announced(CandidateAnnounced.self).map(\.incidentCount) == [3])
        }
    }

    @Test func `cancelled incidents and those without a cause do not count`() async throws {
        try await ProblemUnderTest.run { service in
            let withdrawn = anIncident(1, cause: cause)
            try await service.hear(withdrawn)
            try await service.hear(anIncident(1, cause: cause, state: .cancelled, id: withdrawn.record), sequence: 2)
            try await service.hear(anIncident(2, cause: cause))
            try await service.hear(anIncident(3, cause: nil))
            try await service.hear(anIncident(4, cause: cause))
            #expect(try await service.announced(CandidateAnnounced.self).isEmpty)
            try await service.hear(anIncident(5, cause: cause))
            #expect(try await service.announced(CandidateAnnounced.self).map(\.incidentCount) == [3])
        }
    }

    @Test func `a cause found later, or corrected, counts for the right item`() async throws {
        try await ProblemUnderTest.run { service in
            let other = UUID()
            let late = anIncident(1, cause: nil)
            try await service.hear(late)
            try await service.hear(anIncident(1, cause: other, id: late.record), sequence: 2)
            try await service.hear(anIncident(1, cause: cause, id: late.record), sequence: 3)
            for number in 2...3 { try await service.hear(anIncident(number, cause: cause)) }
            for number in 4...5 { try await service.hear(anIncident(number, cause: other)) }
            #expect(try await service.announced(CandidateAnnounced.self).map(\.causeItem) == [cause])
        }
    }

    @Test func `copies that hear incidents at the same time raise one candidate and lose none`() async throws {
        try await ProblemUnderTest.run { service in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...20 {
                    group.addTask { try await service.hear(anIncident(number, cause: cause)) }
                }
                try await group.waitForAll()
            }
            let page: Page<CandidateLine> = try await service.get("problem-candidates")
            #expect(page.items.map(\.evidenceCount) == [20])
            let view: CandidateView = try await service.get("problem-candidates/\(page.items[0].number)")
            #expect(Set(view.evidence.map(\.number)).count == 20)
        }
    }

    @Test func `after a dismissal only new incidents raise it again`() async throws {
        try await ProblemUnderTest.run { service in
            for number in 1...3 { try await service.hear(anIncident(number, cause: cause)) }
            let dismissed: CandidateView = try await service.post(
                "problem-candidates/CAN0000001/dismiss", #"{"reason":"A drill."}"#)
            #expect(dismissed.state == .dismissed)
            for number in 4...5 { try await service.hear(anIncident(number, cause: cause)) }
            #expect(
                try await service.get("problem-candidates?state=raised", as: Page<CandidateLine>.self).items.isEmpty)
            try await service.hear(anIncident(6, cause: cause))
            let again: CandidateView = try await service.get("problem-candidates/CAN0000002")
            #expect(again.evidence.map(\.number) == ["INC0000006", "INC0000005", "INC0000004"])
        }
    }

    @Test func `after acceptance incidents belong to the problem while it is open`() async throws {
        try await ProblemUnderTest.run { service in
            try await service.keepItem(cause)
            for number in 1...3 { try await service.hear(anIncident(number, cause: cause, priority: number)) }
            let problem: ProblemView = try await service.post("problem-candidates/CAN0000001/accept", "{}")
            #expect(problem.summary == "db-1 keeps causing incidents")
            #expect(problem.priority == 1)
            #expect(problem.incidents.map(\.origin) == ["evidence", "evidence", "evidence"])
            let again: ProblemView = try await service.post("problem-candidates/CAN0000001/accept", "{}")
            #expect(again.id == problem.id)

            try await service.hear(anIncident(4, cause: cause))
            let grown: ProblemView = try await service.get("problems/\(problem.number)")
            #expect(grown.incidents.first?.origin == "recurrence")
            #expect(grown.incidentCount == 4)
            let why: WhyAnswer = try await service.get("problems/\(problem.number)/why")
            #expect(why.items.map(\.why.decision) == ["recurrence", "priority"])

            let _: ProblemView = try await service.post("problems/\(problem.number)/cancel", #"{"reason":"Replaced."}"#)
            for number in 5...7 { try await service.hear(anIncident(number, cause: cause)) }
            #expect(try await service.get("problem-candidates/CAN0000002", as: CandidateView.self).state == .raised)
        }
    }

    @Test func `a candidate can become part of an open problem`() async throws {
        try await ProblemUnderTest.run { service in
            for number in 1...3 { try await service.hear(anIncident(number, cause: cause)) }
            let open: ProblemView = try await service.post(
                "problems", #"{"summary":"The storage is slow","incidents":["INC0000001"]}"#)
            let joined: ProblemView = try await service.post(
                "problem-candidates/CAN0000001/accept", "{\"problem\":\"\(open.number)\"}")
            #expect(joined.id == open.id)
            #expect(joined.incidents.count == 3)
            let candidate: CandidateView = try await service.get("problem-candidates/CAN0000001")
            #expect(candidate.problem?.number == open.number)
        }
    }

    @Test func `the threshold is a setting`() async throws {
        try await ProblemUnderTest.run(["DIENST_RECURRENCE_INCIDENTS": "2", "DIENST_RECURRENCE_DAYS": "1"]) { service in
            try await service.hear(anIncident(1, cause: cause))
            try await service.hear(anIncident(2, cause: cause, day: 1.5))
            #expect(try await service.announced(CandidateAnnounced.self).isEmpty)
            try await service.hear(anIncident(3, cause: cause, day: 2))
            #expect(try await service.announced(CandidateAnnounced.self).map(\.incidentCount) == [2])
        }
    }
}
