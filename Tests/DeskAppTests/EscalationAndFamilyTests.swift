import Contracts
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct EscalationAndFamilyTests {
    @Test func `what staff say on a parent is said on its children once, and what a requester says is not`()
        async throws
    {
        try await withDesk { desk in
            let (parent, rita, agent) = try await anIncident(desk)
            let stan = try await desk.requester("Stan", as: desk.administratorToken())
            let id = try #require(UUID(uuidString: String(parent.suffix(36))))
            let (child, _, _) = try await anIncident(desk, of: stan, below: id)
            let said = #"{"text":"It works again at noon."}"#
            #expect(try await desk.ask(.post, "\(parent)/replies", as: agent, said).status == 201)
            #expect(
                try await desk.ask(.post, "\(parent)/replies", as: rita.token, #"{"text":"Thanks"}"#).status == 201)
            let heard = try await desk.ask(.get, "\(child)/conversation", as: stan.token).items
            #expect(heard.map { $0["text"] } == ["It works again at noon."])
            #expect(try await desk.ask(.get, "\(parent)/conversation", as: stan.token).status == 404)
        }
    }

    @Test func `whom an escalation is for finds it in the inbox, once`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let id = try #require(UUID(uuidString: String(record.suffix(36))))
            let told = IncidentEscalated(
                record: id, facts: ["escalated"], number: "INC0000042", summary: "It is slow", priority: 1,
                services: [], level: 1, kind: "hierarchical", team: nil,
                informs: [try #require(UUID(uuidString: rita.id))], rule: "Manager", reason: "80 % is used up.",
                escalatedAt: Date())
            try await desk.receive(told, sequence: 3)
            let notices = try await desk.ask(.get, "/api/v1/notices", as: rita.token)
            #expect(notices.items.map { $0["template"] } == ["escalated"])
        }
    }
}
