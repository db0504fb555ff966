import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct RouteTests {
    @Test func `every record can be listed, read and explained`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            let paths = [
                "/api/v1/alerts?state=firing&severity=critical&suppressed=false&ci=\(EventUnderTest.db1)&sort=-severity",
                "/api/v1/alerts/ALT0000001", "/api/v1/alerts/ALT0000001/journal", "/api/v1/alerts/ALT0000001/why",
                "/api/v1/alerts?q=hostdown&service=\(EventUnderTest.checkout)", "/api/v1/situations?state=open",
                "/api/v1/situations/SIT0000001", "/api/v1/situations/SIT0000001/journal",
                "/api/v1/situations/SIT0000001/why",
                "/api/v1/service-health", "/api/v1/service-health/\(EventUnderTest.orders)",
                "/api/v1/service-health/\(EventUnderTest.orders)/why",
                "/api/v1/service-health/\(EventUnderTest.orders)/journal",
                "/api/v1/integrations", "/api/v1/integrations/\(event.integration)/journal",
                "/api/v1/event/openapi.json",
            ]
            for path in paths {
                let answer = try await event.call(.get, path, headers: [.authorization: "Bearer x"])
                #expect(answer.status == 200, "\(path): \(answer.reply)")
                #expect(
                    !answer.reply.contains(#""items":[]"#) || path.contains("integrations"), "\(path): \(answer.reply)")
            }
        }
    }

    @Test func `a key is told once`() async throws {
        try await EventUnderTest.run { event in
            let made = try await event.call(
                .post, "/api/v1/integrations", body: #"{"name":"Prometheus"}"#,
                headers: [.authorization: "Bearer x", .contentType: "application/json"])
            #expect(made.status == 201 && made.reply.contains(#""key":"evt_"#))
            let again = try await event.call(
                .post, "/api/v1/integrations", body: #"{"name":"Prometheus"}"#,
                headers: [.authorization: "Bearer x", .contentType: "application/json"])
            #expect(again.status == 409 && again.reply.contains("name_taken"))
            let listed = try await event.call(.get, "/api/v1/integrations", headers: [.authorization: "Bearer x"])
            #expect(!listed.reply.contains("evt_") || listed.reply.contains("keyHint"))
        }
    }

    @Test func `bad parameters are named`() async throws {
        try await EventUnderTest.run { event in
            for (path, field) in [
                ("/api/v1/alerts?state=purple", "state"), ("/api/v1/alerts?ci=7", "ci"),
                ("/api/v1/alerts?colour=red", "colour"),
            ] {
                let answer = try await event.call(.get, path, headers: [.authorization: "Bearer x"])
                #expect(answer.status == 400 && answer.reply.contains(#""field":"\#(field)""#), "\(answer.reply)")
            }
            #expect(
                try await event.call(.get, "/api/v1/alerts/ALT9999999", headers: [.authorization: "Bearer x"]).status
                    == 404)
        }
    }
}
