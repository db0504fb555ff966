import EventDomain
import Foundation
import Records
import Testing

@testable import EventApp

@Suite struct CloudEventsFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)

    private func read(
        _ body: String, _ headers: [String: String] = ["content-type": "application/cloudevents+json"]
    ) -> Reading {
        CloudEventsFormat.read(
            Delivery(integration: UUID(), headers: headers, body: Data(body.utf8), receivedAt: heard))
    }

    private func structured(
        _ more: String = "", type: String = "org.example.alert.firing", data: String = #"{"state":"firing"}"#
    ) -> String {
        #"{"specversion":"1.0","id":"1","source":"/lab","type":"\#(type)","subject":"host/web1/service/http"\#(more),"data":\#(data)}"#
    }

    @Test func `what the SDK sends structured is understood`() throws {
        let body = structured(
            #","time":"2026-11-21T10:00:00Z","severity":"critical""#,
            data: #"{"state":"firing","ci":"CI000002","service":"checkout","summary":"HTTP 503"}"#)
        let event = try #require(read(body).events.first)
        #expect(event.action == .raise && event.severity == .critical && event.summary == "HTTP 503")
        #expect(
            event.labels["ci"] == "CI000002" && event.labels["service"] == "checkout" && event.labels["host"] == "web1")
        #expect(event.check == "http")
        #expect(event.moment.order == Date(timeIntervalSince1970: 1_795_255_200))
    }

    @Test func `the binary mode says the same`() throws {
        let headers = [
            "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/lab",
            "ce-type": "org.example.alert.firing", "ce-subject": "host%2Fweb1/service/http",
            "ce-severity": "\"warning\"",
        ]
        let binary = try #require(read(#"{"state":"firing"}"#, headers).events.first)
        let other = try #require(read(structured(#","severity":"warning""#)).events.first)
        #expect(binary.labels == other.labels && binary.severity == .warning && binary.check == other.check)
        #expect(binary.delivery == other.delivery)
    }

    @Test func `a batch is read one by one`() {
        let reading = read(
            "[\(structured()),{\"id\":\"2\"},\(structured())]", ["content-type": "application/cloudevents-batch+json"])
        #expect(reading.events.count == 2)
        #expect(reading.faults.map(\.field) == ["1.source"])
    }

    @Test func `an empty batch is fine`() { #expect(read("[]") == Reading()) }

    @Test(arguments: [
        ("org.example.alert.resolved", "{}"), ("org.example.alert.cleared", "{}"), ("x", #"{"state":"resolved"}"#),
        ("x", #"{"status":"OK"}"#),
    ])
    func `an end is an end by its state or by its type`(type: String, data: String) {
        #expect(read(structured(type: type, data: data)).events.first?.action == .clear)
    }

    @Test func `what fires and what resolves is one thing`() throws {
        let up = try #require(read(structured()).events.first)
        let down = try #require(read(structured(type: "org.example.alert.resolved", data: "{}")).events.first)
        #expect(Identity(integration: up.integration, labels: up.labels) != up.identity)
        #expect(up.identity.text == down.identity.text)
    }

    @Test(arguments: [
        (#"{"specversion":"1.0","id":"1","source":"s"}"#, "type"),
        (#"{"specversion":"0.3","id":"1","source":"s","type":"t"}"#, "specversion"),
        (#"{"specversion":"1.0","id":"","source":"s","type":"t"}"#, "id"),
        (#"{"specversion":"1.0","id":"1","source":"s","type":"t","time":"soon"}"#, "time"),
        (#"{"specversion":"1.0","id":"1","source":"s","type":"t","data":{"state":"sideways"}}"#, "data.state"),
        (#"{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"?"}"#, "data_base64"),
    ])
    func `what cannot be understood names the attribute`(body: String, field: String) {
        #expect(read(body).faults.map(\.field) == [field])
    }

    @Test func `any content type will do`() {
        #expect(read(structured(), [:]).events.count == 1)
        #expect(read(structured(), ["content-type": "text/plain"]).events.count == 1)
    }
}
