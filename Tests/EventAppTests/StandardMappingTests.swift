import EventDomain
import Foundation
import Records
import Testing

@testable import EventApp

/// Each tool's documented payload, read by the mapping that ships for it.
@Suite struct StandardMappingTests {
    private func events(_ body: String, _ kind: SourceKind) -> [Event] {
        let heard = Date(timeIntervalSince1970: 1_795_293_284)
        let reading = MappedFormat.read(
            Delivery(
                integration: UUID(), headers: [:], body: Data(body.utf8), receivedAt: heard,
                profile: SourceProfile(kind: kind)))
        #expect(reading.faults.isEmpty, "\(reading.faults)")
        return reading.events
    }

    @Test func `all mappings that ship can be used`() throws {
        for kind in SourceKind.allCases { try kind.mapping?.validate() }
    }

    @Test func `Datadog triggers, recovers, and says nothing with no data`() throws {
        func body(_ transition: String) -> String {
            #"{"id":"1","title":"[Triggered] CPU high","message":"cpu","alert_id":"77","cycle":"c","transition":"\#(transition)","priority":"P2","status":"$ALERT_STATUS","scope":"host:db1","metric":"system.cpu","host":"db1","tags":"env:prod,service:shop,ci:db1","updated":"1795293000000","date":"1795293000000","link":"https://x","org":"1"}"#
        }
        let raise = try #require(events(body("Triggered"), .datadog).first)
        #expect(raise.severity == .major && raise.labels["ci"] == "db1" && raise.labels["service"] == "shop")
        #expect(raise.occurredAt == Date(timeIntervalSince1970: 1_795_293_000) && raise.check == "system.cpu")
        let clear = try #require(events(body("Recovered"), .datadog).first)
        #expect(clear.action == .clear && clear.identity.text == raise.identity.text)
        #expect(events(body("No Data"), .datadog).isEmpty)
    }

    @Test func `New Relic activates and closes an issue`() throws {
        func body(_ state: String) -> String {
            #"{"id":"i-1","issueUrl":"https://nr/i-1","title":"High CPU","priority":"CRITICAL","impactedEntities":["web1"],"totalIncidents":1,"state":"\#(state)","trigger":"STATE_CHANGE","createdAt":1795293000000,"updatedAt":1795293001000,"alertPolicyNames":["Golden"],"alertConditionNames":["cpu"],"workflowName":"w"}"#
        }
        let raise = try #require(events(body("ACTIVATED"), .newrelic).first)
        #expect(raise.severity == .critical && raise.labels["host"] == "web1" && raise.check == "cpu")
        #expect(raise.identity.text == "=newrelic:i-1" && raise.link == "https://nr/i-1")
        #expect(events(body("CLOSED"), .newrelic).first?.action == .clear)
        let seen = MappedFormat.read(
            Delivery(
                integration: raise.integration, headers: [:], body: Data(body("ACKNOWLEDGED").utf8),
                receivedAt: Date(), profile: SourceProfile(kind: .newrelic)))
        #expect(seen.events.isEmpty && seen.faults.isEmpty)
        #expect(seen.acknowledgements.map(\.identity) == [FoldIntake.key(raise.identity.text, of: raise.integration)])
    }

    @Test func `Dynatrace opens, resolves and merges, and names a root cause`() throws {
        func body(_ state: String) -> String {
            #"{"State":"\#(state)","ProblemID":"P-12","PID":"-42_V2","ProblemTitle":"Response time","ProblemSeverity":"PERFORMANCE","ProblemImpact":"SERVICE","ImpactedEntities":[{"type":"HOST","name":"web1","entity":"HOST-1"}],"ProblemDetailsJSONv2":{"rootCauseEntity":{"name":"db1"}},"Tags":"service:shop, env:prod","ProblemURL":"https://d"}"#
        }
        let raise = try #require(events(body("OPEN"), .dynatrace).first)
        #expect(raise.severity == .minor && raise.labels["ci"] == "db1" && raise.labels["service"] == "shop")
        #expect(raise.identity.text == "=dynatrace:-42_V2")
        #expect(events(body("RESOLVED"), .dynatrace).first?.action == .clear)
        #expect(events(body("MERGED"), .dynatrace).first?.action == .clear)
        let test = events(#"{"State":"OPEN","PID":"{PID}","ProblemID":"999","ProblemTitle":"Test"}"#, .dynatrace)
        #expect(test.first?.identity.text == "=dynatrace:999")
    }

    @Test func `Sentry speaks of issues and of metrics`() throws {
        let event = try #require(
            events(
                #"{"action":"triggered","data":{"event":{"event_id":"e","issue_id":"1170820242","title":"TypeError","level":"error","web_url":"https://s/1","project":1,"culprit":"app.js","environment":"prod","datetime":"2026-11-21T10:00:00.000000Z"},"triggered_rule":"Very Important"}}"#,
                .sentry
            ).first)
        #expect(event.severity == .major && event.check == "Very Important" && event.summary == "TypeError")
        let solved = try #require(
            events(
                #"{"action":"resolved","data":{"issue":{"id":"1170820242","title":"TypeError","level":"error","project":{"slug":"shop"}}}}"#,
                .sentry
            ).first)
        #expect(solved.action == .clear && solved.identity.text == event.identity.text)
        let metric = try #require(
            events(
                #"{"action":"critical","data":{"description_title":"Error rate","web_url":"https://s","metric_alert":{"id":"4","alert_rule":{"name":"rate"},"projects":["shop"]}}}"#,
                .sentry
            ).first)
        #expect(
            metric.severity == .critical && metric.identity.text == "=metric:4" && metric.labels["service"] == "shop")
    }

    @Test func `Uptime Kuma says down, up, and pending`() throws {
        func body(_ status: Int) -> String {
            #"{"heartbeat":{"monitorID":3,"status":\#(status),"time":"2026-11-21 10:00:00.123","msg":"connect ECONNREFUSED","important":true},"monitor":{"id":3,"name":"shop","url":"https://shop","hostname":null,"type":"http","tags":[{"name":"ci","value":"web1"},{"name":"severity","value":"critical"}]},"msg":"[shop] [Down] connect ECONNREFUSED"}"#
        }
        let raise = try #require(events(body(0), .uptimekuma).first)
        #expect(raise.identity.text == "=kuma:3" && raise.severity == .critical && raise.labels["ci"] == "web1")
        #expect(raise.occurredAt == Date(milliseconds: 1_795_255_200_123))
        #expect(events(body(1), .uptimekuma).first?.action == .clear)
        #expect(events(body(2), .uptimekuma).isEmpty && events(body(3), .uptimekuma).isEmpty)
        #expect(events(#"{"heartbeat":null,"monitor":null,"msg":"shop Testing"}"#, .uptimekuma).count == 1)
    }

    @Test func `Splunk never clears, so its alerts end by themselves`() throws {
        let raise = try #require(
            events(
                #"{"sid":"s","results_link":"https://sp","search_name":"Errors","owner":"a","app":"search","result":{"host":"web1","severity":"high","_time":"1795293000"}}"#,
                .splunk
            ).first)
        #expect(raise.identity.text == "=splunk:Errors:web1" && raise.severity == .major)
        #expect(raise.expiresAt == Date(timeIntervalSince1970: 1_795_293_284 + 86_400))
    }

    @Test func `Sensu fails and passes`() throws {
        func body(_ status: Int) -> String {
            #"{"timestamp":1795293000,"entity":{"metadata":{"name":"web1","namespace":"default","labels":{"ci":"CI7"}}},"check":{"metadata":{"name":"disk"},"status":\#(status),"state":"failing","output":"DISK CRITICAL","executed":1795293000}}"#
        }
        let raise = try #require(events(body(2), .sensu).first)
        #expect(raise.severity == .critical && raise.check == "disk" && raise.labels["ci"] == "CI7")
        #expect(events(body(3), .sensu).first?.action == .raise)
        #expect(events(body(0), .sensu).first?.action == .clear)
    }
}
