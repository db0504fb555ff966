import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct ContactTests {
    @Test func `an agent's report instructs the incident service with the id the contact shows`() async throws {
        try await withDesk { desk in
            let (administrator, agent) = (try await desk.administratorToken(), try await desk.agentToken())
            let rita = try await desk.requester("Rita", as: administrator)
            let service = try #require(
                try await desk.ask(
                    .post, "/api/v1/services", as: administrator, #"{"name":"Shop","criticality":1,"valuePerHour":1}"#)[
                        "id"])
            let reply = try await desk.ask(
                .post, "/api/v1/contacts", as: agent,
                #"{"channel":"phone","person":"\#(rita.id)","service":"\#(service)","summary":"It is slow","urgency":2}"#
            )
            #expect(reply.status == 202 && reply["number"] == "CON0000001" && reply["state"] == "waiting")
            let report = try #require(try await desk.sent(ReportIncident.self).first)
            guard case .text(let incident)? = reply.json["incident"]?["id"] else {
                return #expect(Bool(false), "no incident")
            }
            #expect(UUID(uuidString: incident) == report.record)
            #expect(report.requester == UUID(uuidString: rita.id) && report.channel == "phone")
            #expect(report.service == UUID(uuidString: service) && report.urgency == 2)
        }
    }

    @Test func `a contact follows its incident, whatever the order of the news`() async throws {
        try await withDesk { desk in
            let (path, incident) = try await aContact(desk)
            try await desk.receive(announced(incident, .new), sequence: 1)
            try await desk.receive(announced(incident, .resolved), sequence: 5)
            try await desk.receive(announced(incident, .assigned), sequence: 3)
            try await desk.receive(announced(incident, .resolved), sequence: 6)
            try await desk.receive(announced(UUID(), .new), sequence: 1)
            let token = try await desk.agentToken()
            let contact = try await desk.ask(.get, path, as: token)
            #expect(contact["state"] == "followed")
            #expect(contact.json["incident"]?["number"] == "INC0000042")
            #expect(contact.json["incident"]?["state"] == "resolved")
            let journal = try await desk.ask(.get, "\(path)/journal", as: token)
            #expect(journal.items.map { $0["fact"] } == ["recorded", "incidentOpened", "incidentMoved"])
        }
    }

    @Test func `a report about a stranger is refused and asks for nothing`() async throws {
        try await withDesk { desk in
            let body = #"{"channel":"phone","person":"\#(UUID().uuidString)","summary":"It is slow"}"#
            let reply = try await desk.ask(.post, "/api/v1/contacts", as: desk.agentToken(), body)
            #expect(reply.status == 422 && reply["field"] == "person" && reply["code"] == "unknown_person")
            #expect(try await desk.sent(ReportIncident.self).isEmpty)
        }
    }

    @Test func `contacts are the agents' business`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            #expect(try await desk.ask(.get, "/api/v1/contacts", as: rita.token).status == 403)
            #expect(try await desk.ask(.get, "/api/v1/contacts").status == 401)
        }
    }

    @Test func `the books are right after everything`() async throws {
        try await withDesk { desk in
            let (_, incident) = try await aContact(desk)
            try await desk.receive(announced(incident, .new), sequence: 1)
            let report = try await desk.assembly.verification.report(of: "desk", in: desk.database)
            #expect(report.mismatches == [])
            #expect(report.records.filter { $0.value > 0 } == ["person": 3, "contact": 1])
        }
    }

    private func aContact(_ desk: TestDesk) async throws -> (path: String, incident: UUID) {
        let rita = try await desk.requester("Rita", as: desk.administratorToken())
        let reply = try await desk.ask(
            .post, "/api/v1/contacts", as: desk.agentToken(),
            #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#)
        let report = try #require(try await desk.sent(ReportIncident.self).first)
        return ("/api/v1/contacts/\(try #require(reply["id"]))", report.record)
    }

    private func announced(_ incident: UUID, _ state: IncidentState) -> IncidentAnnounced {
        IncidentAnnounced(
            record: incident, facts: [], number: "INC0000042", state: state, summary: "It is slow", priority: 3,
            impact: 2,
            urgency: 2, services: [], causeItem: nil, situation: nil, problem: nil, team: nil, assignee: nil,
            requester: nil, openedAt: Date(), resolvedAt: nil, closedAt: nil, reopenCount: 0)
    }
}
