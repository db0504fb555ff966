import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct IntakeTests {
    @Test func `an accepted request is kept before it is answered`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(
                "[\(alert("Down", on: "db1"))]", to: "/intake/alertmanager/\(event.key)/api/v2/alerts")
            #expect(answer.status == 200 && answer.reply.isEmpty)
            #expect(try await event.count("intake") == 1)
            #expect(try await event.count("intake_waiting") == 1)
            #expect(try await event.alerts().isEmpty)
            try await event.folder.drain()
            #expect(try await event.alerts().count == 1)
            #expect(try await event.count("intake_waiting") == 0)
        }
    }

    @Test func `the key may come as a Bearer token`() async throws {
        try await EventUnderTest.run { event in
            let body = "[\(alert("Down", on: "db1"))]"
            let good = try await event.post(
                body, to: "/intake/alertmanager/api/v2/alerts", headers: [.authorization: "Bearer \(event.key)"])
            #expect(good.status == 200)
            let bad = try await event.post(
                body, to: "/intake/alertmanager/api/v2/alerts", headers: [.authorization: "Bearer nobody"])
            #expect(bad.status == 401 && bad.reply.contains("integration's key"))
            #expect(try await event.post(body, to: "/intake/alertmanager/api/v2/alerts").status == 401)
            #expect(try await event.post(body, to: "/intake/alertmanager/wrong/api/v2/alerts").status == 401)
            #expect(try await event.count("intake") == 1)
        }
    }

    @Test func `no credential is kept`() async throws {
        try await EventUnderTest.run { event in
            _ = try await event.post(
                "[\(alert("Down", on: "db1"))]", to: "/intake/alertmanager/api/v2/alerts",
                headers: [.authorization: "Bearer \(event.key)", .contentType: "application/json", .cookie: "a=b"])
            let headers: String? = try await event.database.transaction { tx in
                try tx.first("SELECT headers FROM intake") { try $0.value("headers") }
            }
            #expect(headers == "content-type: application/json")
        }
    }

    @Test func `what cannot be understood is answered with the field and the rest is kept`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            let broken = try await event.post("[{", to: path)
            #expect(broken.status == 400 && broken.reply.contains(#""code":400"#))
            #expect(try await event.count("intake") == 1)
            #expect(try await event.count("intake_failure") == 1)
            #expect(try await event.count("intake_waiting") == 0)
            let mixed = try await event.post(#"[\#(alert("Down", on: "db1")),{"labels":{}}]"#, to: path)
            #expect(mixed.status == 400 && mixed.reply == #""at least one label pair required""#)
            try await event.folder.drain()
            #expect(try await event.alerts().count == 1)
            #expect(try await event.count("intake_failure") == 2)
        }
    }

    @Test func `a body beyond the limit is refused`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(
                String(repeating: " ", count: AcceptDelivery.bodyLimit + 1),
                to: "/intake/alertmanager/\(event.key)/api/v2/alerts")
            #expect(answer.status == 413 && answer.reply.contains("too_large"))
        }
    }

    @Test func `a CloudEvent sent twice is one event`() async throws {
        try await EventUnderTest.run { event in
            let body =
                #"{"specversion":"1.0","id":"7","source":"/lab","type":"alert.firing","subject":"host/db1","severity":"major","data":{"ci":"db1"}}"#
            for _ in 0..<2 {
                #expect(try await event.post(body, to: "/intake/cloudevents/\(event.key)").status == 202)
                try await event.folder.drain()
            }
            #expect(try await event.post("[\(body),\(body)]", to: "/intake/cloudevents/\(event.key)").status == 202)
            try await event.folder.drain()
            #expect(try await event.alerts().count == 1)
            let heard: Int? = try await event.database.transaction { tx in
                try tx.first("SELECT events FROM pulse") { try $0.value("events") }
            }
            #expect(heard == 1)
        }
    }

    @Test func `a revoked key is no key`() async throws {
        try await EventUnderTest.run { event in
            let revoked = try await event.call(
                .post, "/api/v1/integrations/\(event.integration)/revoke", headers: [.authorization: "Bearer x"])
            #expect(revoked.status == 200)
            #expect(try await event.post("[]", to: "/intake/alertmanager/\(event.key)/api/v2/alerts").status == 401)
        }
    }

    @Test func `amtool is told what it wants to know`() async throws {
        try await EventUnderTest.run { event in
            let root = "/intake/alertmanager/\(event.key)"
            #expect(try await event.call(.get, "\(root)/api/v2/status").reply.contains("versionInfo"))
            try await event.hear(alert("DiskFull", on: "db1") + "," + alert("DiskFull", on: "web1"))
            let found = try await event.call(.get, "\(root)/api/v2/alerts?filter=ci%3Ddb1&active=true")
            #expect(found.status == 200)
            #expect(found.reply.contains("db1") && !found.reply.contains("web1"))
        }
    }
}

extension EventUnderTest {
    func count(_ table: String) async throws -> Int {
        try await database.transaction { tx in
            try tx.first("SELECT count(*) AS n FROM \(unsafe: table)") { try $0.value("n") } ?? 0
        }
    }
}
