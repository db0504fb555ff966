import EventDomain
import Foundation
import Records
import Testing

@testable import EventApp

@Suite struct AlertmanagerWebhookTests {
    private let source = UUID()
    private let heard = Date(timeIntervalSince1970: 1_795_293_339)

    private func read(_ body: String) -> Reading {
        AlertmanagerWebhookFormat.read(
            Delivery(integration: source, headers: [:], body: Data(body.utf8), receivedAt: heard))
    }

    @Test func `each alert of a group has its own state`() throws {
        let events = read(
            #"""
            {"receiver":"all","status":"firing","alerts":[
              {"status":"firing","labels":{"alertname":"HighLatency","cluster":"lab","host":"web1","service":"checkout","severity":"critical"},
               "annotations":{"summary":"p99 4s"},"startsAt":"2026-11-21T20:35:32.841747266Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"0457a670019b0ddb"},
              {"status":"resolved","labels":{"alertname":"HighLatency","cluster":"lab","host":"web2","service":"checkout","severity":"critical"},
               "annotations":{},"startsAt":"2026-11-21T20:35:32.863309096Z","endsAt":"2026-11-21T20:35:38Z","fingerprint":"2b806cf2b5f24e86"}],
             "groupLabels":{"alertname":"HighLatency"},"commonLabels":{},"commonAnnotations":{},"externalURL":"http://vm:18822","version":"4",
             "groupKey":"{}:{alertname=\"HighLatency\"}","truncatedAlerts":0}
            """#
        ).events
        #expect(events.map(\.action) == [.raise, .clear])
        #expect(events.map(\.severity) == [.critical, .critical])
        #expect(events[0].expiresAt == nil && events[0].summary == "p99 4s")
        #expect(events[1].occurredAt == Date(timeIntervalSince1970: 1_795_293_338))
    }

    @Test func `a webhook and a post about the same labels are one alert`() throws {
        let labels = #"{"alertname":"A","host":"h1","severity":"warning"}"#
        let told = read(#"{"alerts":[{"status":"firing","labels":\#(labels)}]}"#).events.first
        let posted = AlertmanagerFormat.read(
            Delivery(
                integration: source, headers: [:], body: Data(#"[{"labels":\#(labels)}]"#.utf8), receivedAt: heard)
        ).events.first
        #expect(try #require(told).identity == #require(posted).identity)
    }

    @Test func `what Grafana cannot ask says nothing about the item`() throws {
        let event = try #require(
            read(
                #"{"version":"1","state":"alerting","alerts":[{"status":"firing","labels":{"alertname":"DatasourceNoData","host":"db1","rulename":"CPU","severity":"critical"},"values":{"B":22.5,"A":null},"dashboardURL":"http://g/d"}]}"#
            ).events.first)
        #expect(event.labels["host"] == nil && event.labels["watched_host"] == "db1")
        #expect(event.severity == .warning && event.annotations["values"] == "B=22.5")
    }

    @Test func `what Grafana sent before its version 9 is understood`() {
        let events = read(
            #"{"ruleId":7,"ruleName":"CPU","state":"ok","title":"[OK] CPU","tags":{"host":"db1"},"evalMatches":[]}"#
        ).events
        #expect(events.first?.action == .clear && events.first?.labels["host"] == "db1")
    }

    @Test(arguments: ["{}", "[]", "7", #"{"alerts":[{"status":"firing"}]}"#, #"{"alerts":[{"labels":{"a":"1"}}]}"#])
    func `what says nothing is a fault`(body: String) {
        let reading = read(body)
        #expect(reading.events.isEmpty && !reading.faults.isEmpty)
    }
}
