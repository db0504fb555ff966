import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import EventApp

/// What sources say beside their alerts: who looks after them, and what lives.
@Suite struct SourceWordTests {
    private let opsgenie = "/intake/opsgenie/KEY/v2"

    private func say(
        _ event: EventUnderTest, _ body: String, to path: String, _ method: HTTPRequest.Method = .post
    )
        async throws -> String
    {
        let answer = try await event.call(method, path.replacing("KEY", with: event.key), body: body)
        try #require((200..<300).contains(answer.status), "\(answer.reply)")
        try await event.folder.drain()
        return answer.reply
    }

    private func acknowledgement(_ event: EventUnderTest) async throws -> Alert.Acknowledgement? {
        try await event.alerts().first?.record.acknowledgement
    }

    @Test func `the person of a source acknowledges, and takes it back`() async throws {
        try await EventUnderTest.run { event in
            let one = "\(opsgenie)/alerts/disk"
            _ = try await say(event, #"{"message":"Disk","alias":"disk","entity":"db1"}"#, to: "\(opsgenie)/alerts")
            _ = try await say(
                event, #"{"user":"alice","note":"on it"}"#, to: "\(one)/acknowledge?identifierType=alias")
            let seen = try #require(try await acknowledgement(event))
            #expect(seen.name == "alice" && seen.note == "on it" && seen.by == event.integration)
            let view = try await event.call(.get, "/api/v1/alerts/ALT0000001")
            #expect(view.reply.contains(#""name":"alice""#), "\(view.reply)")
            _ = try await say(event, "{}", to: "\(one)/unacknowledge?identifierType=alias")
            #expect(try await acknowledgement(event) == nil)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `an acknowledgement without a person is that of the integration`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/pagerduty/KEY/v2/enqueue"
            _ = try await say(
                event,
                #"{"event_action":"trigger","dedup_key":"k","payload":{"summary":"x","source":"db1","severity":"error"}}"#,
                to: path)
            _ = try await say(event, #"{"event_action":"acknowledge","dedup_key":"k"}"#, to: path)
            #expect(try await acknowledgement(event)?.name == "Tests")
            _ = try await say(
                event,
                #"{"event_action":"trigger","dedup_key":"k","payload":{"summary":"x","source":"db1","severity":"error"}}"#,
                to: path)
            #expect(try await acknowledgement(event) != nil)
        }
    }

    @Test func `what is acknowledged after its end, or is not known, stays as it is`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/victorops/integrations/generic/20131114/alert/KEY/rk"
            for (type, entity) in [
                ("ACKNOWLEDGEMENT", "e1"), ("CRITICAL", "e1"), ("RECOVERY", "e1"), ("ACKNOWLEDGEMENT", "e1"),
            ] {
                _ = try await say(event, #"{"message_type":"\#(type)","entity_id":"\#(entity)"}"#, to: path)
            }
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.state == .cleared && alert.acknowledgement == nil)
        }
    }

    @Test func `an alert, its acknowledgement and its end in one turn are all heard`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/victorops/integrations/generic/20131114/alert/\(event.key)/rk"
            for type in ["CRITICAL", "ACKNOWLEDGEMENT"] {
                _ = try await event.post(
                    #"{"message_type":"\#(type)","entity_id":"e1","ack_author":"bob","ack_msg":"mine"}"#, to: path)
            }
            try await event.folder.drain()
            #expect(try await acknowledgement(event)?.name == "bob")
            #expect(try await acknowledgement(event)?.note == "mine")
        }
    }

    @Test func `Zabbix tells in an update who has acknowledged`() async throws {
        try await EventUnderTest.run { event in
            func update(_ more: String) -> String {
                #"{"event_id":"7","event_value":"1","trigger_id":"13","host":"db1","event_name":"Disk","event_nseverity":"4"\#(more)}"#
            }
            let path = "/intake/zabbix/KEY"
            _ = try await say(event, update(""), to: path)
            _ = try await say(
                event,
                update(
                    #","event_update_status":"1","event_update_action":"acknowledged, commented","event_update_user":"Ada L","event_update_message":"mine""#
                ), to: path)
            #expect(try await acknowledgement(event)?.name == "Ada L")
            _ = try await say(
                event, update(#","event_update_status":"1","event_update_action":"unacknowledged""#), to: path)
            #expect(try await acknowledgement(event) == nil)
        }
    }

    @Test func `Alerta acknowledges by the id that we answered`() async throws {
        try await EventUnderTest.run { event in
            let reply = try await say(
                event, #"{"resource":"db1","event":"NodeDown","severity":"major"}"#, to: "/intake/alerta/KEY/api/alert")
            let id = try #require(reply.firstMatch(of: /"id":"([^"]+)"/)?.1)
            let path = "/intake/alerta/KEY/api/alert/\(id)"
            _ = try await say(event, #"{"status":"ack","text":"seen"}"#, to: "\(path)/status", .put)
            #expect(try await acknowledgement(event)?.note == "seen")
            _ = try await say(event, #"{"action":"unack"}"#, to: "\(path)/action", .put)
            #expect(try await acknowledgement(event) == nil)
        }
    }

    @Test func `Opsgenie's heartbeat is made by its first ping, misses and recovers`() async throws {
        try await EventUnderTest.run { event in
            let ping = "\(opsgenie)/heartbeats/Backup%20Job/ping"
            _ = try await say(event, "{}", to: ping)
            let made = try await event.call(.get, "/api/v1/heartbeats").reply
            #expect(made.contains(#""name":"Backup Job""#) && made.contains(#""standing":"up""#), "\(made)")
            try await event.wait(86_400 + 3600 + 5)
            try await event.fireTimers()
            try await event.folder.drain()
            #expect(try await event.alerts().first?.record.summary == "Backup Job was not heard of in time")
            _ = try await say(event, "{}", to: ping, .put)
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `Alerta's heartbeat is expected as often as it says`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/alerta/KEY/api/heartbeat"
            _ = try await say(event, #"{"origin":"cron/db1","timeout":300,"tags":["x"]}"#, to: path)
            try await event.wait(361)
            try await event.fireTimers()
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.firing])
            _ = try await say(event, #"{"origin":"cron/db1","timeout":600}"#, to: path)
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
            #expect(try await event.call(.get, "/api/v1/heartbeats").reply.contains(#""period":600"#))
            let refused = try await event.post("{}", to: path.replacing("KEY", with: event.key))
            #expect(refused.status == 400 && refused.reply.contains("origin"))
        }
    }

    @Test(arguments: ["Backup Job", "backup job", "db/1", "ÄÖ", String(repeating: "x y", count: 60)])
    func `names that are no slugs become some, and stay apart`(name: String) {
        #expect(HeartbeatPlan.isSlug(SourceBeat.slug(name)))
        #expect(SourceBeat.slug(name) != SourceBeat.slug(name + "!"))
        #expect(SourceBeat.slug("backup-job") == "backup-job")
    }
}
