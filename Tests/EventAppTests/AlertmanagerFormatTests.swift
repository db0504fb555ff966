import EventDomain
import Foundation
import Records
import Testing

@testable import EventApp

@Suite struct AlertmanagerFormatTests {
    private let heard = Date(timeIntervalSince1970: 1_795_293_284)  // 2026-11-21T20:34:44Z
    private let source = UUID()

    private func read(_ body: String) -> Reading {
        AlertmanagerFormat.read(Delivery(integration: source, headers: [:], body: Data(body.utf8), receivedAt: heard))
    }

    @Test func `what Prometheus posts is understood`() throws {
        let body = #"""
            [{"annotations":{"runbook_url":"http://wiki/rb","summary":"checkout is down on web1"},"endsAt":"2026-11-21T20:34:56.920Z",
              "startsAt":"2026-11-21T20:34:40.920Z","generatorURL":"http://vm/graph?g0.expr=app_up+%3D%3D+0",
              "labels":{"alertname":"ServiceDown","host":"web1","service":"checkout","severity":"critical"}}]
            """#
        let event = try #require(read(body).events.first)
        #expect(event.action == .raise)
        #expect(event.severity == .critical)
        #expect(event.summary == "checkout is down on web1")
        #expect(abs(event.onset.timeIntervalSince(heard) + 3.08) < 0.0005)
        #expect(abs(try #require(event.expiresAt).timeIntervalSince(heard) - 12.92) < 0.0005)
        #expect(
            event.identity
                == Identity(
                    integration: source, labels: ["alertname": "ServiceDown", "host": "web1", "service": "checkout"]))
    }

    @Test func `an end that has passed clears`() throws {
        let event = try #require(
            read(#"[{"labels":{"a":"1"},"startsAt":"2026-11-21T20:00:00Z","endsAt":"2026-11-21T20:34:44Z"}]"#).events
                .first)
        #expect(event.action == .clear)
        #expect(event.occurredAt == heard)
    }

    @Test func `year one means not given`() throws {
        let event = try #require(
            read(#"[{"labels":{"a":"1"},"startsAt":"0001-01-01T00:00:00.000Z","endsAt":"0001-01-01T00:00:00Z"}]"#)
                .events.first)
        #expect(event.action == .raise)
        #expect(event.onset == heard)
        #expect(event.expiresAt == heard + 300)
    }

    @Test func `an onset in our future is moved to now`() throws {
        let event = try #require(read(#"[{"labels":{"a":"1"},"startsAt":"2036-01-01T00:00:00Z"}]"#).events.first)
        #expect(event.onset == heard && event.clamped)
    }

    @Test(
        arguments: [
            (#"{"labels":{}}"#, nil), (#"[{"labels":{}}]"#, "0.labels"), (#"[{"labels":{"a":""}}]"#, "0.labels"),
            (#"[{"labels":{"a":7}}]"#, "0.labels.a"), (#"[{"labels":[]}]"#, "0.labels"), (#"[7]"#, "0"),
            (#"[{"labels":{"a":"1"},"startsAt":"yesterday"}]"#, "0.startsAt"),
            (#"[{"labels":{"a":"1"},"endsAt":17}]"#, "0.endsAt"),
            (
                #"[{"labels":{"a":"1"},"startsAt":"2026-11-21T20:00:00Z","endsAt":"2026-11-21T19:00:00Z"}]"#,
                "0.startsAt"
            ),
            (#"[{"labels":{"a":"1"},"annotations":{"b":{}}}]"#, "0.annotations.b"), ("", nil), ("[", nil),
            ("[1,]", nil),
        ] as [(String, String?)])
    func `what cannot be understood names the field`(body: String, field: String?) throws {
        let reading = read(body)
        #expect(reading.events.isEmpty)
        #expect(try #require(reading.faults.first).field == field)
    }

    @Test func `a bad alert does not take the others with it`() {
        let reading = read(#"[{"labels":{"a":"1"}},{"labels":{}},{"labels":{"b":"2"},"unknown":[1,2.5e3,null,true]}]"#)
        #expect(reading.events.count == 2)
        #expect(reading.faults.map(\.field) == ["1.labels"])
    }

    @Test func `macros nobody expanded are nothing`() throws {
        #expect(IntakeValue.isUnexpanded("{EVENT.RECOVERY.ID}") && IntakeValue.isUnexpanded("$ALERT_ID"))
        #expect(
            !IntakeValue.isUnexpanded("{}") && !IntakeValue.isUnexpanded("$5") && !IntakeValue.isUnexpanded("{{ x }}"))
    }
}
