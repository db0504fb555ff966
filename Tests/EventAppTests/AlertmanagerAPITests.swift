import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct AlertmanagerAPITests {
    private struct Found: Decodable {
        struct Status: Decodable {
            let state: String
            let silencedBy: [String]
        }
        let labels: [String: String]
        let fingerprint: String
        let status: Status
    }
    private struct Silenced: Decodable { let silenceID: String }
    private struct Listed: Decodable {
        struct Status: Decodable { let state: String }
        let id: String
        let status: Status
        let startsAt: Date
    }

    private func alerts(_ event: EventUnderTest, _ query: String = "") async throws -> [Found] {
        let answer = try await event.call(.get, "/intake/alertmanager/\(event.key)/api/v2/alerts\(query)")
        #expect(answer.status == 200, "\(answer.reply)")
        return try WireJSON.decoder.decode([Found].self, from: Data(answer.reply.utf8))
    }

    private func silence(
        _ event: EventUnderTest, id: String? = nil, ci: String = "db1", from start: Double = 0,
        since begun: Date? = nil,
        for seconds: Double = 600
    ) async throws -> (status: Int, id: String) {
        let current = try await event.now
        let now = begun ?? current
        let given = id.map { #""id":"\#($0)","# } ?? ""
        let body =
            #"{\#(given)"matchers":[{"name":"ci","value":"\#(ci)","isRegex":false}],"startsAt":"\#(WireTime.text(now + start))","endsAt":"\#(WireTime.text(now + start + seconds))","createdBy":"alice","comment":"disk swap"}"#
        let answer = try await event.post(body, to: "/intake/alertmanager/\(event.key)/api/v2/silences")
        let made = try? WireJSON.decoder.decode(Silenced.self, from: Data(answer.reply.utf8))
        return (answer.status, made?.silenceID ?? answer.reply)
    }

    @Test func `amtool's queries with several filters find what they should`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(
                alert("DiskFull", on: "db1") + "," + alert("DiskFull", on: "web1") + "," + alert("Up", on: "db1"))
            let found = try await alerts(
                event, "?active=true&filter=alertname%3D~Disk.%2A&filter=ci%3Ddb1&silenced=false")
            #expect(found.map(\.labels["alertname"]) == ["DiskFull"])
            #expect(try await alerts(event).map(\.fingerprint) == alerts(event).map(\.fingerprint).sorted())
            #expect(try await alerts(event, "?receiver=nobody").isEmpty)
            let bad = try await event.call(.get, "/intake/alertmanager/\(event.key)/api/v2/alerts?filter=foo")
            #expect(bad.status == 400 && bad.reply == #""bad matcher format: foo""#)
            let groups = try await event.call(.get, "/intake/alertmanager/\(event.key)/api/v2/alerts/groups")
            #expect(groups.status == 200 && groups.reply.contains(#""labels":{"alertname":"Up"}"#))
        }
    }

    @Test func `a silence mutes, can be prolonged, and ends`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("DiskFull", on: "db1") + "," + alert("DiskFull", on: "lone"))
            let made = try await silence(event)
            #expect(made.status == 200 && made.id == made.id.lowercased() && made.id.count == 36)
            let muted = try await alerts(event).first { $0.labels["ci"] == "db1" }
            #expect(muted?.status.state == "suppressed" && muted?.status.silencedBy == [made.id])
            #expect(try await alerts(event, "?silenced=false").map(\.labels["ci"]) == ["lone"])
            // As amtool does it: it reads the silence, and posts its beginning back.
            let read = try await event.call(.get, "/intake/alertmanager/\(event.key)/api/v2/silence/\(made.id)")
            let begun = try WireJSON.decoder.decode(Listed.self, from: Data(read.reply.utf8)).startsAt
            #expect(try await silence(event, id: made.id, since: begun, for: 900).id == made.id)
            let other = try await silence(event, id: made.id, ci: "lone")
            #expect(other.status == 200 && other.id != made.id)
            #expect(try await alerts(event, "?silenced=false").map(\.labels["ci"]) == ["db1"])
            let root = "/intake/alertmanager/\(event.key)/api/v2"
            for _ in 0..<2 { #expect(try await event.call(.delete, "\(root)/silence/\(other.id)").status == 200) }
            #expect(try await alerts(event, "?silenced=false").count == 2)
            let listed = try await event.call(.get, "\(root)/silences")
            let silences = try WireJSON.decoder.decode([Listed].self, from: Data(listed.reply.utf8))
            #expect(silences.map(\.status.state) == ["expired", "expired"])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a silence to come begins at its time`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("DiskFull", on: "db1"))
            let made = try await silence(event, from: 100, for: 100)
            #expect(made.status == 200)
            #expect(try await alerts(event).first?.status.state == "active")
            try await event.wait(150)
            try await event.fireTimers()
            #expect(try await alerts(event).first?.status.state == "suppressed")
            try await event.wait(100)
            try await event.fireTimers()
            #expect(try await alerts(event).first?.status.state == "active")
        }
    }

    @Test func `a silence is about one's own alerts, and seen by its integration alone`() async throws {
        try await EventUnderTest.run { event in
            let made = try await silence(event)
            let other = try await event.call(
                .post, "/api/v1/integrations", body: #"{"name":"Other"}"#,
                headers: [.authorization: "Bearer x", .contentType: "application/json"])
            let key = try #require(other.reply.firstMatch(of: /"key":"(evt_[^"]+)"/)?.1)
            _ = try await event.post(
                "[\(alert("DiskFull", on: "db1"))]", to: "/intake/alertmanager/\(key)/api/v2/alerts")
            try await event.folder.drain()
            #expect(try await event.alerts().first?.record.isMuted == false)
            let path = "/intake/alertmanager/\(key)/api/v2/silence/\(made.id)"
            #expect(try await event.call(.get, path).status == 404)
            #expect(try await event.call(.delete, path).status == 404)
        }
    }

    @Test(arguments: [
        ("{}", 422, "comment in body is required"), ("{", 400, "parsing silence body"),
        (
            #"{"comment":"c","createdBy":"x","endsAt":"2036-01-01T00:00:00Z","startsAt":"2035-01-01T00:00:00Z","matchers":[]}"#,
            422, "at least 1 items"
        ),
        (
            #"{"comment":"c","createdBy":"x","endsAt":"2036-01-01T00:00:00Z","startsAt":"2037-01-01T00:00:00Z","matchers":[{"name":"a","value":"1","isRegex":false}]}"#,
            400, "start time must be before end time"
        ),
        (
            #"{"comment":"c","createdBy":"x","endsAt":"2036-01-01T00:00:00Z","startsAt":"2035-01-01T00:00:00Z","matchers":[{"name":"a","value":".*","isRegex":true}]}"#,
            400, "must not match the empty string"
        ),
        (
            #"{"comment":"c","createdBy":"x","endsAt":"2036-01-01T00:00:00Z","startsAt":"2035-01-01T00:00:00Z","matchers":[{"name":"a","value":"[","isRegex":true}]}"#,
            400, "error parsing regexp"
        ),
        (
            #"{"id":"x","comment":"c","createdBy":"x","endsAt":"2036-01-01T00:00:00Z","startsAt":"2035-01-01T00:00:00Z","matchers":[{"name":"a","value":"1","isRegex":false}]}"#,
            404, "silence not found"
        ),
    ])
    func `a bad silence is refused as Alertmanager refuses it`(body: String, status: Int, words: String) async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(body, to: "/intake/alertmanager/\(event.key)/api/v2/silences")
            #expect(answer.status == status && answer.reply.contains(words), "\(answer.status) \(answer.reply)")
        }
    }
}
