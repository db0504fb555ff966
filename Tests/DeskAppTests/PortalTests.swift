import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp
@testable import DeskDomain
@testable import Messaging

@Suite struct PortalTests {
    private static let alert = "HighErrorRate job=shop-api instance=db01.internal"

    @Test func `a requester sees how services are in words for everybody, staff the summary too`() async throws {
        try await withDesk { desk in
            let (shop, _) = try await anOutage(desk)
            try await desk.receive(
                ServiceHealthAnnounced(record: shop, facts: [], health: "down", since: Date(), causes: []), sequence: 1)
            try await desk.receive(window(shop, "degraded"), sequence: 1)
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let seen = try await desk.ask(.get, "/api/v1/portal/services", as: rita.token)
            let service = try #require(seen.items.first { $0["name"] == "Shop" })
            #expect(service["health"]?["state"] == "down")
            #expect(service["outage"]?["title"] == "Shop is down" && service["outage"]?["summary"] == nil)
            #expect(service["outage"]?["iAmAffected"] == false)
            guard case .list(let planned)? = service["planned"] else { return #expect(Bool(false), "nothing planned") }
            #expect(planned.map { $0["impact"] } == ["degraded"])
            #expect(!"\(seen.json)".contains("HighErrorRate") && !"\(seen.json)".contains("CHG"))
            let staff = try await desk.ask(.get, "/api/v1/portal/services", as: desk.agentToken())
            #expect(staff.items.first { $0["name"] == "Shop" }?["outage"]?["summary"] == .text(Self.alert))
            let calm = try #require(seen.items.first { $0["name"] == "Mail" })
            #expect(calm["health"]?["state"] == "unknown" && calm["outage"] == nil)
        }
    }

    @Test func `who joins an outage is counted once and reads no internal words anywhere`() async throws {
        try await withDesk { desk in
            let (shop, incident) = try await anOutage(desk)
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let path = "/api/v1/portal/outages/\(incident.uuidString)/me-too"
            for _ in 1...3 { #expect(try await desk.ask(.post, path, as: rita.token).status == 202) }
            let told = try await desk.sent(AddAffected.self)
            #expect(told.map(\.person.uuidString) == [rita.id.uppercased()])
            try await desk.receive(announced(incident, .assigned, shop), sequence: 2)
            let mine = try await desk.ask(.get, "/api/v1/portal/records", as: rita.token)
            #expect(mine.items.map { $0["title"] } == ["Disruption of Shop"])
            for query in ["q=HighErrorRate", "q=db01", "q=INC0000042", "kind=incident", ""] {
                let found = try await desk.ask(.get, "/api/v1/search?\(query)", as: rita.token)
                #expect(!"\(found.json)".contains("HighErrorRate"), "\(query)")
            }
            #expect(try await desk.ask(.get, "/api/v1/search?q=HighErrorRate", as: rita.token).items.isEmpty)
            let services = try await desk.ask(.get, "/api/v1/portal/services", as: rita.token)
            let outage = services.items.first { $0["name"] == "Shop" }?["outage"]
            #expect(outage?["iAmAffected"] == true && outage?["affectedCount"] == 1)
        }
    }

    @Test func `only an open outage of a service one may use can be joined`() async throws {
        try await withDesk { desk in
            let (shop, incident) = try await anOutage(desk)
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            func join(_ id: UUID) async throws -> Int {
                try await desk.ask(.post, "/api/v1/portal/outages/\(id.uuidString)/me-too", as: rita.token).status
            }
            #expect(try await join(UUID()) == 404)
            let foreign = UUID.v7()
            try await desk.receive(Announced.incident(foreign, .new, requester: UUID()), sequence: 1)
            #expect(try await join(foreign) == 404)
            try await desk.receive(announced(incident, .resolved, shop), sequence: 2)
            #expect(try await join(incident) == 404)
            #expect(try await desk.sent(AddAffected.self).isEmpty)
        }
    }

    @Test func `a report makes a contact of the portal and asks for an incident, once per key`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let body = #"{"summary":"I cannot print","urgency":3}"#
            let key = try #require(HTTPField.Name("Idempotency-Key"))
            for _ in 1...2 {
                let reply = try await desk.ask(
                    .post, "/api/v1/portal/reports", as: rita.token, body, headers: [key: "one"])
                #expect(reply.status == 202 && reply.json["contact"]?["number"] == "CON0000001")
            }
            let reports = try await desk.sent(ReportIncident.self)
            #expect(reports.map(\.channel) == ["portal"] && reports.first?.requester == UUID(uuidString: rita.id))
            let bad = try await desk.ask(
                .post, "/api/v1/portal/reports", as: rita.token,
                #"{"summary":"x","service":"\#(UUID().uuidString)"}"#)
            #expect(bad.status == 422 && bad["field"] == "service")
            let posing = try await desk.ask(
                .post, "/api/v1/contacts", as: desk.agentToken(),
                #"{"channel":"portal","person":"\#(rita.id)","summary":"x"}"#)
            #expect(posing.status == 422 && posing["field"] == "channel")
        }
    }

    @Test func `only the requester confirms or reopens, and only what is resolved`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            let mia = try await desk.requester("Mia", as: administrator)
            let (incident, person) = (UUID.v7(), try #require(UUID(uuidString: rita.id)))
            let path = "/api/v1/portal/records/incident/\(incident.uuidString)"
            try await desk.receive(Announced.incident(incident, .new, requester: person), sequence: 1)
            #expect(try await desk.ask(.post, "\(path)/confirm", as: rita.token).status == 409)
            try await desk.receive(Announced.incident(incident, .resolved, requester: person), sequence: 2)
            #expect(try await desk.ask(.post, "\(path)/confirm", as: mia.token).status == 404)
            #expect(try await desk.ask(.post, "\(path)/reopen", as: mia.token, #"{"reason":"No"}"#).status == 404)
            #expect(try await desk.ask(.post, "\(path)/reopen", as: rita.token, #"{"reason":" "}"#).status == 422)
            #expect(try await desk.ask(.post, "\(path)/reopen", as: rita.token, #"{"reason":"Still"}"#).status == 202)
            #expect(try await desk.ask(.post, "\(path)/confirm", as: rita.token).status == 202)
            #expect(try await desk.sent(ReopenIncident.self).map(\.reason) == ["Still"])
            #expect(try await desk.sent(ConfirmIncident.self).map(\.person) == [person])
        }
    }

    /// Two services, one of them out, as monitoring sees it.
    private func anOutage(_ desk: TestDesk) async throws -> (service: UUID, incident: UUID) {
        let administrator = try await desk.administratorToken()
        let made = try await desk.ask(
            .post, "/api/v1/services", as: administrator, #"{"name":"Shop","criticality":1,"valuePerHour":1}"#)
        _ = try await desk.ask(
            .post, "/api/v1/services", as: administrator, #"{"name":"Mail","criticality":2,"valuePerHour":1}"#)
        let (shop, incident) = (try #require(made["id"].flatMap { UUID(uuidString: $0) }), UUID.v7())
        try await desk.receive(
            Announced.incident(incident, .new, summary: Self.alert, services: [shop], situation: UUID()), sequence: 1)
        return (shop, incident)
    }

    private func announced(_ incident: UUID, _ state: IncidentState, _ service: UUID) -> IncidentAnnounced {
        Announced.incident(incident, state, summary: Self.alert, services: [service], situation: UUID())
    }

    private func window(_ service: UUID, _ impact: String) -> MaintenanceWindowAnnounced {
        MaintenanceWindowAnnounced(
            record: UUID(), facts: [], number: "MWD0000001", change: UUID(), changeNumber: "CHG0000001",
            state: .planned, scope: [], expectedImpact: [DeclaredImpact(service: service, impact: impact)],
            start: Date() + 3600, end: Date() + 7200)
    }
}
