import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import Records
import Testing

@testable import IncidentApp

@Suite struct ReplyTests {
    @Test func `a requester's reply opens a resolved incident again, once for each resolution`() async throws {
        try await IncidentUnderTest.run { service in
            let (id, number) = try await reported(service)
            try await service.ask(
                .post, "/api/v1/incidents/\(number)/resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await reply(to: id, service)
            try await reply(to: id, service)
            let incident = try await service.all()[0]
            #expect(incident.state == .inProgress && incident.reopenCount == 1)
        }
    }

    @Test func `who waited for the caller goes on`() async throws {
        try await IncidentUnderTest.run { service in
            let (id, number) = try await reported(service)
            try await service.ask(.post, "/api/v1/incidents/\(number)/start-work")
            try await service.ask(
                .post, "/api/v1/incidents/\(number)/hold", #"{"reason":"caller","note":"Which printer?"}"#)
            try await reply(to: id, service)
            #expect(try await service.all()[0].state == .inProgress)
        }
    }

    @Test func `a reply to what is closed changes nothing`() async throws {
        try await IncidentUnderTest.run { service in
            let (id, number) = try await reported(service)
            try await service.ask(
                .post, "/api/v1/incidents/\(number)/resolve", #"{"code":"fixed","notes":"Restarted."}"#)
            try await service.ask(.post, "/api/v1/incidents/\(number)/close")
            try await reply(to: id, service)
            #expect(try await service.all()[0].state == .closed)
        }
    }

    private func reported(_ service: IncidentUnderTest) async throws -> (id: UUID, number: String) {
        let id = UUID.v7()
        try await service.hear(
            ReportIncident(
                record: id, summary: "It is slow", description: nil, requester: UUID(), reportedBy: UUID(),
                channel: "phone", service: nil, urgency: 2, reportedAt: Date()))
        return (id, try await service.all()[0].number)
    }

    private func reply(to id: UUID, _ service: IncidentUnderTest) async throws {
        let message = ReplyToIncident(record: id, entry: UUID(), person: UUID(), repliedAt: Date())
        let incidents = service.incidents
        try await service.database.transaction { tx in
            try HeardReply(incidents: incidents).replied(
                message,
                Received(
                    messageID: .v7(), sequence: 0, sender: "desk",
                    provenance: Provenance(actor: .service("desk"), command: "test", correlation: "test")), in: tx)
        }
    }
}
