import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct RouteTests {
    private func aReport(by requester: UUID) -> ReportIncident {
        ReportIncident(
            record: .v7(), summary: "Cannot pay", description: nil, requester: requester, reportedBy: .v7(),
            channel: "phone",
            service: nil, urgency: 1, reportedAt: Date())
    }

    @Test func `a report opens one incident, however often it arrives`() async throws {
        try await IncidentUnderTest.run { service in
            let report = aReport(by: .v7())
            try await service.hear(report)
            try await service.hear(report)
            #expect(try await service.all().map(\.id) == [report.record])
        }
    }

    @Test func `an incident goes through its life over HTTP, and each version has its tag`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aReport(by: .v7()))
            let one = "/api/v1/incidents/INC0000001"
            #expect(try await service.ask(.post, "\(one)/start-work").status == 200)
            #expect(try await service.ask(.post, "\(one)/hold", #"{"reason":"supplier"}"#).status == 200)
            #expect(try await service.ask(.post, "\(one)/resume").status == 200)
            #expect(
                try await service.ask(.post, "\(one)/resolve", #"{"code":"fixed","notes":"Restarted."}"#).status == 200)
            #expect(try await service.ask(.post, "\(one)/hold", #"{"reason":"supplier"}"#).status == 409)
            #expect(try await service.ask(.post, "\(one)/reopen", #"{"reason":"Back."}"#, version: 2).status == 412)
            #expect(try await service.ask(.post, "\(one)/close", version: 6).status == 200)
        }
    }

    @Test func `bad input is refused at its field`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aReport(by: .v7()))
            let one = "/api/v1/incidents/INC0000001"
            for (body, status, field) in [
                (#"{"code":"fixed"}"#, 422, "notes"), (#"{"code":"magic","notes":"x"}"#, 422, "code"),
                (#"{"code":"fixed","notes":"   "}"#, 422, "notes"),
                (#"{"code":"fixed","notes":"x","hack":1}"#, 422, "hack"),
            ] {
                let answer = try await service.ask(.post, "\(one)/resolve", body)
                #expect(answer.status == status)
                #expect(String(decoding: answer.body, as: UTF8.self).contains(#""field":"\#(field)""#), "\(body)")
            }
            #expect(try await service.ask(.post, "\(one)/resolve", "{").status == 400)
            #expect(try await service.ask(.get, "/api/v1/incidents?state=asleep").status == 400)
            #expect(try await service.ask(.get, "/api/v1/incidents/INC9999999").status == 404)
        }
    }

    @Test func `nobody is given an incident who is not there, and a second resolution is not swallowed`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aReport(by: .v7()))
            let one = "/api/v1/incidents/INC0000001"
            for (field, id) in [("team", UUID()), ("person", UUID())] {
                let answer = try await service.ask(.post, "\(one)/assign", #"{"\#(field)":"\#(id)"}"#)
                #expect(answer.status == 422)
                #expect(String(decoding: answer.body, as: UTF8.self).contains(#""field":"\#(field)""#))
            }
            let fixed = #"{"code":"fixed","notes":"Restarted."}"#
            for _ in 0..<2 { #expect(try await service.ask(.post, "\(one)/resolve", fixed).status == 200) }
            let other = try await service.ask(.post, "\(one)/resolve", #"{"code":"fixed","notes":"New cable."}"#)
            #expect(other.status == 409)
            #expect(String(decoding: other.body, as: UTF8.self).contains("resolved_already"))
        }
    }

    @Test func `a requester sees what they reported and nothing else`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.hear(aReport(by: Doorman.requester))
            try await service.hear(aReport(by: .v7()))
            let own = try await service.ask(.get, "/api/v1/incidents", as: "requester")
            #expect(try JSONDecoder().decode([String: JSONValue].self, from: own.body)["items"].map(Self.count) == 1)
            #expect(try await service.ask(.get, "/api/v1/incidents/INC0000001", as: "requester").status == 200)
            #expect(try await service.ask(.get, "/api/v1/incidents/INC0000002", as: "requester").status == 404)
            #expect(try await service.ask(.post, "/api/v1/incidents/INC0000001/close", as: "requester").status == 403)
        }
    }

    @Test func `who waits for an incident is not told what staff say of its priority, or what it costs`() async throws {
        try await IncidentUnderTest.run { service in
            try await service.keep(shop)
            try await service.hear(
                ReportIncident(
                    record: .v7(), summary: "Cannot pay", description: nil, requester: Doorman.requester,
                    reportedBy: .v7(), channel: "phone", service: shop.record, urgency: 1, reportedAt: Date()))
            let one = "/api/v1/incidents/INC0000001"
            let body = #"{"priority":1,"reason":"Their lawyer called."}"#
            #expect(try await service.ask(.post, "\(one)/override-priority", body).status == 200)
            for path in [one, "/api/v1/incidents"] {
                let own = String(decoding: try await service.ask(.get, path, as: "requester").body, as: UTF8.self)
                #expect(own.contains("Cannot pay") && !own.contains("lawyer") && !own.contains("perHour"))
                let inside = String(decoding: try await service.ask(.get, path).body, as: UTF8.self)
                #expect(inside.contains("lawyer") && inside.contains("perHour"))
            }
        }
    }

    @Test func `a resolved incident closes by itself when its time has come`() async throws {
        try await IncidentUnderTest.run { service in
            let id = UUID.v7()
            try await service.hear(aSituation(id), sequence: 1)
            try await service.hear(aSituation(id, .cleared), sequence: 2)
            let timers = TimerRunner(database: service.database, handlers: service.assembly.timers, logger: .silent)
            #expect(try await timers.fireOne() == false)
            _ = try await service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '10 days'")
            }
            #expect(try await timers.fireOne())
            #expect(try await service.all().map(\.state) == [.closed])
        }
    }

    private static func count(_ value: JSONValue) -> Int {
        if case .list(let items) = value { items.count } else { 0 }
    }
}
