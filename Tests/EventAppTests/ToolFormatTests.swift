import EventDomain
import Foundation
import HTTPTypes
import Records
import Testing

@testable import EventApp

/// Formats of one tool each: what it documents, what its template leaves unexpanded, and what is hostile.
@Suite struct ToolFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)

    private func read(
        _ body: String, _ format: any IntakeFormat.Type, zone: String = "UTC", headers: [String: String] = [:]
    ) -> Reading {
        format.read(
            Delivery(
                integration: UUID(uuidString: "3f2a1c1e-0000-4000-8000-000000000001") ?? UUID(), headers: headers,
                body: Data(body.utf8), receivedAt: heard, profile: SourceProfile(timeZone: zone)))
    }

    @Test(arguments: [
        "", "[", "7", "null", "{}", "[{}]", #""x""#, #"{"data":[]}"#, #"{"incident":7}"#, #"{"variables":{}}"#,
        #"{"data":{"essentials":{"alertId":null}}}"#, "\u{0}", #"{"HOSTNAME":["a"]}"#,
    ])
    func `nothing that is hostile becomes an event, or a crash`(body: String) {
        for format in IntakeFormats.all { #expect(read(body, format).events.isEmpty, "\(format.name)") }
    }

    private func zabbix(_ more: String) -> String {
        #"{"event_id":"101","event_source":"0","event_name":"Disk is full","event_nseverity":"4","event_tags":"[{\"tag\":\"ci\",\"value\":\"CI000002\"},{\"tag\":\"__zbx_x\",\"value\":\"1\"}]","trigger_id":"13","host":"db1","event_date":"2026.11.21","event_time":"20:56:33","event_timestamp":"{EVENT.TIMESTAMP}","event_recovery_date":"{EVENT.RECOVERY.DATE}",\#(more)}"#
    }

    @Test func `Zabbix raises and recovers one trigger on one host`() throws {
        let raise = try #require(
            read(zabbix(#""event_value":"1""#), ZabbixFormat.self, zone: "Europe/Berlin").events.first)
        #expect(raise.severity == .major && raise.labels["ci"] == "CI000002" && raise.labels["__zbx_x"] == nil)
        #expect(raise.onset == Date(timeIntervalSince1970: 1_795_290_993) && raise.summary == "Disk is full")
        let recovery = zabbix(#""event_value":"0""#).replacing(
            #""{EVENT.RECOVERY.DATE}""#, with: #""2026.11.21","event_recovery_time":"20:58:00""#)
        let clear = try #require(read(recovery, ZabbixFormat.self, zone: "Europe/Berlin").events.first)
        #expect(clear.action == .clear && clear.identity == raise.identity && clear.occurredAt > raise.occurredAt)
        #expect(
            read(
                zabbix(#""event_value":"1","event_source":"1""#).replacing(#""event_source":"0","#, with: ""),
                ZabbixFormat.self
            ).events.isEmpty)
        #expect(read(zabbix(#""event_value":"2""#), ZabbixFormat.self).faults.map(\.field) == ["event_value"])
        #expect(
            read(zabbix(#""event_value":"1""#).replacing(#""[{\"tag\""#, with: #""[{tag"#), ZabbixFormat.self).faults
                .map(\.field) == ["event_tags"])
    }

    @Test func `Zabbix is answered tags, which lead to the alert's page`() async throws {
        try await EventUnderTest.run { event in
            let answer = try await event.post(zabbix(#""event_value":"1""#), to: "/intake/zabbix/\(event.key)")
            #expect(answer.status == 202, "\(answer.reply)")
            let path = try #require(answer.reply.firstMatch(of: #/"__dienst_path":"([^"]+)"/#)?.1)
            let way = String(path.replacing(#"\/"#, with: "/"))
            #expect(try await event.call(.get, way).status == 404)
            try await event.folder.drain()
            #expect(try await event.call(.get, way).status == 303)
        }
    }

    private func nagios(_ more: String) -> String {
        #"{"HOSTNAME":"web1","HOSTADDRESS":"10.0.0.1","SERVICEDESC":"HTTP","TIMET":"1795293000","LASTSERVICESTATECHANGE":"1795292000","_HOSTCI":"CI000002","_SERVICESERVICE":"checkout","SERVICENOTESURL":"$SERVICENOTESURL$",\#(more)}"#
    }

    @Test func `Nagios says what the state is, whatever the notification is called`() throws {
        let raise = try #require(
            read(
                nagios(#""NOTIFICATIONTYPE":"PROBLEM","SERVICESTATE":"CRITICAL","SERVICEOUTPUT":"HTTP 503""#),
                NagiosFormat.self
            ).events.first)
        #expect(
            raise.severity == .critical && raise.labels["ci"] == "CI000002" && raise.labels["service"] == "checkout")
        #expect(raise.onset == Date(timeIntervalSince1970: 1_795_292_000) && raise.link == nil)
        #expect(raise.summary == "HTTP on web1 is CRITICAL: HTTP 503")
        let end = try #require(
            read(nagios(#""NOTIFICATIONTYPE":"RECOVERY","SERVICESTATE":"OK""#), NagiosFormat.self).events.first)
        #expect(end.action == .clear && end.identity == raise.identity)
        let stopped = nagios(#""NOTIFICATIONTYPE":"FLAPPINGSTOP","SERVICESTATE":"CRITICAL""#)
        #expect(read(stopped, NagiosFormat.self).events.first?.action == .raise)
        let acknowledged = read(
            nagios(
                #""NOTIFICATIONTYPE":"ACKNOWLEDGEMENT","SERVICESTATE":"CRITICAL","NOTIFICATIONAUTHOR":"ada","NOTIFICATIONCOMMENT":"on it""#
            ), NagiosFormat.self)
        #expect(acknowledged.events.isEmpty && acknowledged.faults.isEmpty)
        #expect(acknowledged.acknowledgements.map(\.person) == ["ada"])
        #expect(acknowledged.acknowledgements.map(\.at) == [Date(timeIntervalSince1970: 1_795_293_000)])
    }

    @Test func `a host that cannot be reached is a symptom, and one thing with the same host down`() throws {
        let down = try #require(
            read(#"{"HOSTNAME":"web1","HOSTSTATE":"DOWN","TIMET":"1795293000"}"#, NagiosFormat.self).events.first)
        let beyond = try #require(
            read(#"[{"HOSTNAME":"web1","HOSTSTATE":"UNREACHABLE","TIMET":"1795293000"}]"#, NagiosFormat.self).events
                .first)
        #expect(down.identity == beyond.identity && beyond.severity == .major && beyond.labels["symptom"] == "true")
        let spooled = read(
            #"[{"HOSTNAME":"a","HOSTSTATE":"UP"},{"HOSTNAME":"b"},{"HOSTNAME":"c","HOSTSTATE":"?"}]"#, NagiosFormat.self
        )
        #expect(spooled.events.count == 1 && spooled.faults.map(\.field) == ["1.HOSTSTATE", "2.STATE"])
    }

    private func azure(_ condition: String, _ more: String = "") -> String {
        #"{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/b9569717","alertRule":"cpu","severity":"Sev1","signalType":"Metric","monitorCondition":"\#(condition)","monitoringService":"Platform","alertTargetIDs":["/subscriptions/s/resourcegroups/r/providers/microsoft.compute/virtualmachines/web1"],"configurationItems":["web1"],"firedDateTime":"2026-11-21T10:00:00.1234567Z","resolvedDateTime":"2026-11-21T10:05:00.1234567Z","description":"too high"\#(more)},"customProperties":{"service":"shop"}}}"#
    }

    @Test func `Azure fires and resolves`() throws {
        let raise = try #require(read(azure("Fired"), AzureFormat.self).events.first)
        #expect(raise.severity == .major && raise.labels["ci"] == "web1" && raise.labels["service"] == "shop")
        #expect(
            raise.identity.text == "=azure:b9569717" && raise.onset == Date(milliseconds: 1_795_255_200_123))
        let clear = try #require(read(azure("Resolved"), AzureFormat.self).events.first)
        #expect(clear.action == .clear && clear.identity == raise.identity)
        #expect(clear.occurredAt == Date(milliseconds: 1_795_255_500_123))
        #expect(read(azure("Odd"), AzureFormat.self).faults.map(\.field) == ["data.essentials.monitorCondition"])
        #expect(read(#"{"schemaId":"old","data":{}}"#, AzureFormat.self).faults.map(\.field) == ["data.essentials"])
    }

    @Test func `Google Cloud opens and closes`() throws {
        func body(_ more: String) -> String {
            #"{"version":"1.2","incident":{"incident_id":"f2e08c33","scoping_project_id":"p","url":"https://g","summary":"CPU above","severity":"Critical","started_at":1795255200,"observed_value":"0.9","threshold_value":"0.8","resource":{"type":"gce_instance","labels":{"instance_id":"12","zone":"z"}},"resource_display_name":"web1","policy_name":"CPU","policy_user_labels":{"service":"shop","ci":"web1"},"condition_name":"cpu","documentation":{"content":"runbook"},\#(more)}}"#
        }
        let raise = try #require(read(body(#""state":"open","ended_at":null"#), GoogleCloudFormat.self).events.first)
        #expect(raise.severity == .critical && raise.labels["ci"] == "web1" && raise.labels["service"] == "shop")
        #expect(raise.annotations["description"] == "runbook" && raise.annotations["value"] == "0.9")
        let clear = try #require(
            read(body(#""state":"closed","ended_at":1795255300"#), GoogleCloudFormat.self).events.first)
        #expect(clear.action == .clear && clear.occurredAt == Date(timeIntervalSince1970: 1_795_255_300))
        #expect(read(body(#""state":"ajar""#), GoogleCloudFormat.self).faults.map(\.field) == ["incident.state"])
    }
}
