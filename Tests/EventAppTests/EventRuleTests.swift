import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct EventRuleTests {
    private static let signedIn: HTTPFields = [.authorization: "Bearer x", .contentType: "application/json"]

    private func rule(_ effects: String, when conditions: String = "") -> String {
        #"{"name":"Disks","order":10,"conditions":[\#(conditions)],"effects":\#(effects)}"#
    }

    private let slow = #"{"name":"event.check","value":"Slow"}"#

    private func post(
        _ event: EventUnderTest, _ path: String, _ body: String
    ) async throws -> (status: Int, reply: String) {
        try await event.call(.post, "/api/v1/alert-rules\(path)", body: body, headers: Self.signedIn)
    }

    @Test func `a dropped event makes no alert, and a retired rule drops nothing`() async throws {
        try await EventUnderTest.run { event in
            let made = try await post(event, "", rule(#"{"drops":true}"#, when: slow))
            #expect(made.status == 201, "\(made.reply)")
            try await event.hear(alert("Slow", on: "lone") + "," + alert("HostDown", on: "lone"))
            #expect(try await event.alerts().map(\.record.check) == ["HostDown"])
            let id = try WireJSON.decoder.decode(RuleView.self, from: Data(made.reply.utf8)).id
            let retired = try await event.call(
                .post, "/api/v1/alert-rules/\(id.uuidString.lowercased())/retire", headers: Self.signedIn)
            #expect(retired.status == 200)
            try await event.hear(alert("Slow", on: "lone"))
            #expect(try await event.count("alert") == 2)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what is held is told when it still fires after the hold, and not at all when it does not`() async throws
    {
        try await EventUnderTest.run { event in
            _ = try await post(event, "", rule(#"{"hold":120}"#))
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("HostDown", on: "lone"))
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            try await event.wait(121)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName) == ["db1"])
            try await event.wait(3600)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
            let ledger = try await event.call(.get, "/api/v1/suppressions?reason=hold", headers: Self.signedIn)
            #expect(ledger.reply.contains("it still fires after the hold") && ledger.reply.contains("it cleared"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a rule routes, tells at once, asks for a runbook, and stands in the why`() async throws {
        try await EventUnderTest.run { event in
            let team = UUID.v7()
            _ = try await post(
                event, "", rule(#"{"team":"\#(team)","opensAtOnce":true,"adjustment":"restart-pool"}"#, when: slow))
            try await event.hear(alert("Slow", on: "web1", severity: "warning"))
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName) == ["web1"])
            #expect(try await event.alerts().first?.record.assignment?.team == team)
            #expect(try await event.count("adjustment_request") == 1)
            try await event.hear(alert("Slow", on: "web1", severity: "warning"))
            #expect(try await event.count("adjustment_request") == 1)
            let why = try await event.call(.get, "/api/v1/alerts/ALT0000001/why", headers: Self.signedIn)
            #expect(why.reply.contains("asked for the runbook restart-pool"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a table from CSV binds an alert to its service`() async throws {
        try await EventUnderTest.run { event in
            let csv = #"host,service\nh1,orders\n\"h,2\",checkout\n"#
            let made = try await post(
                event, "", rule(#"{"enrichment":{"keys":["ci"],"csv":"\#(csv.replacing("host", with: "ci"))"}}"#))
            #expect(made.status == 201, "\(made.reply)")
            try await event.hear(alert("HostDown", on: "h1") + "," + alert("HostDown", on: "h,2"))
            #expect(
                Set(try await event.alerts().compactMap(\.record.binding.service))
                    == [EventUnderTest.orders, EventUnderTest.checkout])
            let bad = try await post(event, "", rule(#"{"enrichment":{"keys":["ci"],"csv":"a,b\n1"}}"#))
            #expect(bad.status == 422 && bad.reply.contains("effects.enrichment.csv"), "\(bad.reply)")
        }
    }

    @Test func `a trial says what would have been, and changes nothing`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Slow", on: "db1") + "," + alert("HostDown", on: "db1"))
            let effects = #"{"severity":"info","labels":{"noise":"yes"}}"#
            let trial = try await post(event, "/try", #"{"rule":\#(rule(effects, when: slow))}"#)
            #expect(trial.status == 200, "\(trial.reply)")
            let told = try WireJSON.decoder.decode(RuleTrial.self, from: Data(trial.reply.utf8))
            #expect(told.events == 2 && told.matched == 1 && told.differing == 1 && told.dropped == 0)
            let difference = try #require(told.differences.first)
            #expect(difference.check == "Slow" && difference.changedLabels == ["noise": "yes"])
            #expect(difference.severity == .critical && difference.severityThen == .info)
            #expect(try await event.count("alert_rule") == 0)
            #expect(try await event.alerts().allSatisfy { $0.record.severity == .critical })
        }
    }

    @Test func `a source whose clock is off is put right by what it sent before`() async throws {
        try await EventUnderTest.run { event in
            func say(_ number: Int) async throws {
                let time = WireTime.text(try await event.now - 120)
                let body =
                    #"{"specversion":"1.0","id":"\#(number)","source":"/lab","type":"alert","subject":"host/h\#(number)","time":"\#(time)","data":{"state":"firing"}}"#
                #expect(try await event.post(body, to: "/intake/cloudevents/\(event.key)").status == 202)
                try await event.folder.drain()
            }
            for number in 0...20 { try await say(number) }
            let alerts = try await event.alerts().map(\.record).sorted { $0.number < $1.number }
            let (first, last) = (try #require(alerts.first), try #require(alerts.last))
            #expect(try await event.now.timeIntervalSince(first.onset) > 110)
            #expect(try await event.now.timeIntervalSince(last.onset) < 60)
        }
    }
}
