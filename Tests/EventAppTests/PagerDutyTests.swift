import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct PagerDutyTests {
    private let source = UUID()

    private func read(_ body: String, at entrance: String = "/v2/enqueue") -> Reading {
        PagerDutyFormat.read(
            Delivery(
                integration: source, headers: ["@entrance": entrance, "@request": UUID().uuidString],
                body: Data(body.utf8), receivedAt: Date(timeIntervalSince1970: 1_795_293_284)))
    }

    @Test func `a trigger raises, and tells what it is about`() throws {
        let event = try #require(
            read(
                #"{"event_action":"trigger","payload":{"summary":"DB primary unreachable","source":"db1.example","severity":"error","component":"postgres","class":"availability","group":"prod","timestamp":"2015-07-17T08:42:58.315+0000","custom_details":{"ci":"CI000003","lag_s":42}},"links":[{"href":"http://wiki/rb","text":"runbook"}],"dedup_key":"db1/availability","routing_key":"0123"}"#
            ).events.first)
        #expect(event.action == .raise && event.severity == .major && event.severityWord == "error")
        #expect(event.identity == Identity(integration: source, key: "db1/availability"))
        #expect(event.check == "availability" && event.summary == "DB primary unreachable")
        #expect(event.labels["ci"] == "CI000003" && event.labels["host"] == "db1.example")
        #expect(event.labels["lag_s"] == "42" && event.annotations["runbook_url"] == "http://wiki/rb")
        #expect(event.onset == Date(milliseconds: 1_437_122_578_315))
    }

    @Test func `a change event is a change that is over`() throws {
        let told = try #require(
            read(
                #"{"routing_key":"0123","payload":{"summary":"Deploy checkout 1.4.2 for CHG0000012","source":"checkout","timestamp":"2026-11-21T10:00:00Z","custom_details":{"ci":"web1"}},"links":[{"href":"http://ci/812","text":"build"}]}"#,
                at: "/v2/change/enqueue"
            ).deployments.first)
        #expect(told.tool == "pagerduty" && told.name == "checkout" && told.outcome == .successful)
        #expect(told.change == "CHG0000012" && told.link == "http://ci/812" && told.labels["ci"] == "web1")
        #expect(told.finishedAt == Date(timeIntervalSince1970: 1_795_255_200))
        let empty = read(#"{"routing_key":"0123","payload":{}}"#, at: "/v2/change/enqueue")
        #expect(empty.faults.map(\.field) == ["payload.summary"] && empty.deployments.isEmpty)
    }

    @Test func `a resolve needs no payload, and an acknowledgement only says that somebody looks after it`() throws {
        let resolve = read(#"{"event_action":"resolve","dedup_key":"web1/cpu","routing_key":"0123"}"#)
        #expect(resolve.events.first?.action == .clear && resolve.faults.isEmpty)
        let acknowledge = read(#"{"event_action":"acknowledge","dedup_key":"web1/cpu","routing_key":"0123"}"#)
        #expect(acknowledge.events.isEmpty && acknowledge.faults.isEmpty && acknowledge.parts == 1)
        #expect(
            acknowledge.acknowledgements.map(\.identity)
                == resolve.events.map { FoldIntake.key($0.identity.text, of: source) })
    }

    @Test(arguments: [
        (#"{"event_action":"explode"}"#, "event_action"), (#"{"event_action":"trigger"}"#, "payload.summary"),
        (#"{"event_action":"trigger","payload":{"summary":"x","severity":"critical"}}"#, "payload.source"),
        (#"{"event_action":"trigger","payload":{"summary":"x","source":"y","severity":"bad"}}"#, "payload.severity"),
    ])
    func `what is missing is named as PagerDuty names it`(body: String, field: String) {
        #expect(read(body).faults.first?.field == field)
    }

    @Test func `the first version is understood too`() throws {
        let event = try #require(
            read(
                #"{"service_key":"k","event_type":"trigger","incident_key":"srv/http","description":"FAILURE for web1","details":{"host":"web1"}}"#,
                at: "/generic/2010-04-15/create_event.json"
            ).events.first)
        #expect(event.identity == Identity(integration: source, key: "srv/http"))
        #expect(event.labels["host"] == "web1" && event.summary == "FAILURE for web1")
    }

    @Test func `the routing key is the integration's, and is not kept`() async throws {
        try await EventUnderTest.run { event in
            let trigger =
                #"{"routing_key":"\#(event.key)","event_action":"trigger","dedup_key":"k1","payload":{"summary":"Disk","source":"db1","severity":"critical"}}"#
            let answer = try await event.post(trigger, to: "/v2/enqueue")
            #expect(answer.status == 202)
            #expect(answer.reply == #"{"dedup_key":"k1","message":"Event processed","status":"success"}"#)
            try await event.folder.drain()
            #expect(try await event.alerts().first?.record.binding.item == EventUnderTest.db1)
            let body: Data? = try await event.database.transaction { tx in
                try tx.first("SELECT body FROM intake") { try $0.value("body") }
            }
            #expect(String(decoding: try #require(body), as: UTF8.self).contains(event.key) == false)
            let over = #"{"routing_key":"\#(event.key)","event_action":"resolve","dedup_key":"k1"}"#
            #expect(try await event.post(over, to: "/intake/pagerduty/v2/enqueue").status == 202)
            try await event.folder.drain()
            #expect(try await event.alerts().first?.record.state == .cleared)
        }
    }

    @Test func `a trigger without a key is an alert of its own, under the key it is told`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/pagerduty/\(event.key)/v2/enqueue"
            let trigger = #"{"event_action":"trigger","payload":{"summary":"x","source":"db1","severity":"critical"}}"#
            let first = try await event.post(trigger, to: path)
            let second = try await event.post(trigger, to: path)
            try await event.folder.drain()
            #expect(try await event.alerts().count == 2)
            #expect(first.reply != second.reply)
            let key = try #require(first.reply.firstMatch(of: /"dedup_key":"([0-9a-f]{32})"/)?.1)
            _ = try await event.post(#"{"event_action":"resolve","dedup_key":"\#(key)"}"#, to: path)
            try await event.folder.drain()
            #expect(try await event.alerts().filter { $0.record.state == .cleared }.count == 1)
        }
    }

    @Test func `an unknown routing key is a bad event to PagerDuty's clients`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(#"{"routing_key":"x","event_action":"resolve"}"#, to: "/v2/enqueue")
            #expect(answer.status == 400 && answer.reply.contains("invalid event"))
        }
    }
}
