import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import EventApp

/// The interfaces that notifiers of other products have built in, through their real addresses.
@Suite struct NotifierTests {
    private func genie(_ event: EventUnderTest) -> HTTPFields { [.authorization: "GenieKey \(event.key)"] }

    @Test func `an Opsgenie alert is created and closed by an alias with a slash`() async throws {
        try await EventUnderTest.run { event in
            let created = try await event.post(
                #"{"source":"nagios","message":"Disk full on db1","alias":"db1/disk","description":"95%","tags":["disk"],"details":{"service":"orders"},"entity":"db1","priority":"P2"}"#,
                to: "/v2/alerts", headers: genie(event))
            #expect(created.status == 202)
            let request = try #require(created.reply.firstMatch(of: /"requestId":"([^"]+)"/)?.1)
            try await event.folder.drain()
            #expect(try await event.alerts().first?.record.severity == .major)
            #expect(try await event.alerts().first?.record.binding.item == EventUnderTest.db1)
            let status = try await event.call(.get, "/v2/alerts/requests/\(request)", headers: genie(event))
            #expect(status.status == 200 && status.reply.contains(#""isSuccess":true"#), "\(status.reply)")
            let alert = try #require(status.reply.firstMatch(of: /"alertId":"([^"]+)"/)?.1)
            let read = try await event.call(.get, "/v2/alerts/\(alert)", headers: genie(event))
            #expect(read.status == 200 && read.reply.contains(#""status":"open""#), "\(read.reply)")
            for verb in ["notes", "acknowledge", "close"] {
                let path = "/v2/alerts/db1%2Fdisk/\(verb)?identifierType=alias"
                #expect(try await event.post(#"{"user":"alice"}"#, to: path, headers: genie(event)).status == 202)
            }
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
            #expect(try await event.count("intake") == 4)
        }
    }

    @Test func `Opsgenie's clients are told what is wrong in their words`() async throws {
        try await EventUnderTest.run { event in
            let empty = try await event.post("{}", to: "/v2/alerts", headers: genie(event))
            #expect(empty.status == 422 && empty.reply.contains("Message can not be empty."))
            let stranger = try await event.post(
                #"{"message":"x"}"#, to: "/v2/alerts", headers: [.authorization: "GenieKey nobody"])
            #expect(stranger.status == 401 && stranger.reply.contains("Could not authenticate"))
            let missing = try await event.call(.get, "/v2/alerts/nothing?identifierType=alias", headers: genie(event))
            #expect(missing.status == 404)
            #expect(try await event.call(.get, "/v2/heartbeats/backup-job/ping", headers: genie(event)).status == 202)
        }
    }

    @Test func `VictorOps has its key in the address`() async throws {
        try await EventUnderTest.run { event in
            let path = "/integrations/generic/20131114/alert/\(event.key)/rk"
            for type in ["CRITICAL", "ACKNOWLEDGEMENT", "RECOVERY"] {
                let answer = try await event.post(
                    #"{"message_type":"\#(type)","entity_id":"e1","entity_display_name":"HighLatency","monitoring_tool":"Alertmanager"}"#,
                    to: path)
                #expect(answer.status == 200 && answer.reply == #"{"entity_id":"e1","result":"success"}"#)
                try await event.folder.drain()
                #expect(try await event.alerts().first?.record.state == (type == "RECOVERY" ? .cleared : .firing))
            }
            #expect(try await event.post("{}", to: path).status == 400)
        }
    }

    @Test func `Alerta clears by another name of the event when both are correlated`() async throws {
        try await EventUnderTest.run { event in
            for (name, severity, state) in [("NodeDown", "major", Alert.State.firing), ("NodeUp", "normal", .cleared)] {
                let answer = try await event.post(
                    #"{"resource":"db1","event":"\#(name)","environment":"Production","severity":"\#(severity)","correlate":["NodeUp","NodeDown"],"service":["orders"],"tags":["rack=7"],"timeout":86400}"#,
                    to: "/api/alert", headers: [.authorization: "Key \(event.key)"])
                #expect(answer.status == 201 && answer.reply.contains(#""status":"ok""#), "\(answer.reply)")
                try await event.folder.drain()
                #expect(try await event.alerts().map(\.record.state) == [state])
            }
            let bad = try await event.post(
                #"{"event":"x"}"#, to: "/api/alert", headers: [.authorization: "Key \(event.key)"])
            #expect(bad.status == 400 && bad.reply.contains("resource"))
        }
    }

    @Test func `a ServiceNow incident is created, read, found and resolved`() async throws {
        try await EventUnderTest.run { event in
            let login = Data("zabbix:\(event.key)".utf8).base64EncodedString()
            let headers: HTTPFields = [.authorization: "Basic \(login)"]
            let table = "/api/now/table/incident"
            let made = try await event.post(
                #"{"short_description":"DB down","urgency":"1","cmdb_ci":"db1","correlation_id":"c7"}"#, to: table,
                headers: headers)
            #expect(made.status == 201)
            let id = try #require(made.reply.firstMatch(of: /"sys_id":"([0-9a-f]{32})"/)?.1)
            try await event.folder.drain()
            let read = try await event.call(.get, "\(table)/\(id)", headers: headers)
            #expect(read.status == 200 && read.reply.contains("ALT0000001"), "\(read.reply)")
            let found = try await event.call(
                .get, "\(table)?sysparm_query=correlation_id%3Dc7%5Eactive%3Dtrue&sysparm_limit=1", headers: headers)
            #expect(found.reply.contains(id), "\(found.reply)")
            let comment = try await event.call(.patch, "\(table)/\(id)", body: #"{"comments":"x"}"#, headers: headers)
            #expect(comment.status == 200)
            #expect(
                try await event.call(.put, "\(table)/\(id)", body: #"{"state":"6"}"#, headers: headers).status == 200)
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
            #expect(
                try await event.call(.get, "\(table)/\(String(repeating: "0", count: 32))", headers: headers).status
                    == 404)
        }
    }

    @Test func `ServiceNow events are kept one by one`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(
                #"{"records":[{"source":"lab","node":"db1","type":"disk","resource":"/","severity":"1","time_of_event":"2026-11-21 10:00:00","additional_info":"{\"rack\":\"7\"}","description":"full"},{"node":"x"}]}"#,
                to: "/api/global/em/jsonv2", headers: [.authorization: "Bearer \(event.key)"])
            #expect(answer.status == 400 && answer.reply.contains("severity"))
            try await event.folder.drain()
            #expect(try await event.alerts().map(\.record.labels["rack"]) == ["7"])
        }
    }
}
