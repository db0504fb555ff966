import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct HoldTests {
    @Test(arguments: [
        ("fix_in_progress", Incident.State.onHold), ("resolved", .inProgress), ("cancelled", .inProgress),
    ])
    func `what waits for a problem goes on when the problem ends`(state: String, expected: Incident.State) async throws
    {
        try await IncidentUnderTest.run { service in
            let (waiting, other) = (try await service.report(), try await service.report())
            let problem = UUID.v7()
            try await service.tell(aProblem(problem, in: "assess", counting: [waiting.id]))
            for number in [waiting.number, other.number] {
                try await service.command(number, "start-work")
                try await service.command(number, "hold", #"{"reason":"problem"}"#)
            }
            try await service.tell(aProblem(problem, in: state, counting: [waiting.id]))
            #expect(try await service.states([waiting.number, other.number]) == [expected, .onHold])
        }
    }

    @Test func `what waits for a change goes on when that change ends, and says why`() async throws {
        try await IncidentUnderTest.run { service in
            let (number, change) = (try await service.report().number, UUID.v7())
            try await service.command(number, "start-work")
            let hold = #"{"reason":"change","change":"\#(change)"}"#
            let path = "/api/v1/incidents/\(number)/hold"
            #expect(try await service.ask(.post, path, hold).status == 422)
            try await service.keep(aChange(change, in: "scheduled", outcome: nil))
            #expect(try await service.ask(.post, path, hold).status == 200)
            try await service.tell(aChange(.v7(), in: "closed", outcome: "successful"))
            #expect(try await service.states([number]) == [.onHold])
            for _ in 0..<2 { try await service.tell(aChange(change, in: "closed", outcome: "rolled_back")) }
            #expect(try await service.states([number]) == [.inProgress])
            let why = try await service.get("/api/v1/incidents/\(number)/why", as: WhyAnswer.self).items
            let resumed = try #require(why.first { $0.fact == "resumed" }?.why)
            #expect(resumed.because == "CHG0000001 is rolled back.")
            #expect(resumed.inputs["change"] == change.uuidString.lowercased() && resumed.inputs["reason"] == "change")
        }
    }

    @Test func `the desk is told what the caller is asked, and by whom, and nothing of other notes`() async throws {
        try await IncidentUnderTest.run { service in
            let number = try await service.report().number
            try await service.command(number, "start-work")
            try await service.command(number, "hold", #"{"reason":"supplier","note":"Ticket 4711"}"#)
            try await service.command(number, "resume")
            try await service.command(number, "hold", #"{"reason":"caller","note":"Which printer is it?"}"#)
            let questions = try await service.sent(IncidentAnnounced.self).filter { $0.facts == ["held"] }.map(
                \.question)
            #expect(questions.map { $0?.text } == [nil, "Which printer is it?"])
        }
    }

    private func aProblem(_ id: UUID, in state: String, counting incidents: [UUID]) -> ProblemAnnounced {
        ProblemAnnounced(
            record: id, facts: [], number: "PRB0000001", state: state, summary: "Tills freeze", causeItem: nil,
            incidents: incidents, incidentCount: incidents.count, knownError: nil)
    }

    private func aChange(_ id: UUID, in state: String, outcome: String?) -> ChangeAnnounced {
        ChangeAnnounced(
            record: id, facts: [], number: "CHG0000001", state: state, summary: "New firmware", scope: [],
            expectedImpact: [], plannedStart: nil, plannedEnd: nil, startedAt: nil, endedAt: nil, outcome: outcome)
    }
}

extension IncidentUnderTest {
    fileprivate func tell(_ problem: ProblemAnnounced) async throws {
        let incidents = incidents
        try await database.transaction { tx in
            try LinkProblem(incidents: incidents).changed(problem, received("problem", 1), in: tx)
            try HearEnds(incidents: incidents).heard(problem, received("problem", 1), in: tx)
        }
    }

    fileprivate func tell(_ change: ChangeAnnounced) async throws {
        let incidents = incidents
        try await database.transaction {
            try HearEnds(incidents: incidents).heard(change, received("change", 1), in: $0)
        }
    }
}
