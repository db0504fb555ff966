import Contracts
import Delivery
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct RunbookRouteTests {
    @Test func `a rehearsal says what would be done, and a trial what every bound says; neither sends anything`()
        async throws
    {
        try await Adjusting.run { trial in
            let id = try await trial.runbook(webhook: #""secrets":{"X-Token":"s3cret"}"#, more: #""rehearses":true"#)
            try await trial.hear("Slow", on: "web1")
            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .rehearsed && run.answer == "POST \(trial.sink.address)/do")
            let tried = try await trial.event.call(
                .post, "/api/v1/runbooks/\(id)/try", body: #"{"alert":"ALT0000001"}"#, headers: Adjusting.json)
            let trialled = try WireJSON.decoder.decode(RunbookTrial.self, from: Data(tried.reply.utf8))
            #expect(trialled.outcome == .rehearsed && trialled.verdicts.allSatisfy(\.holds))
            #expect(trialled.request?.headers["X-Token"] == "••••")
            #expect(trialled.request?.body?.contains(#""itemName":"web1""#) == true)
            #expect(!tried.reply.contains("s3cret") && trial.sink.heard.isEmpty)
        }
    }

    @Test func `a proposal waits for a person, who presses run or declines, and lapses after an hour`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(
                limits: #"{"coolDown":0,"perHour":9,"items":5,"services":5}"#, more: #""needsApproval":true"#)
            try await trial.hear("Slow", on: "web1")
            try await trial.hear("Slow", on: "lone")
            try await trial.hear("Slow", on: "db1")
            #expect(try await trial.runs("?state=proposed").count == 3 && trial.sink.heard.isEmpty)
            let approved = try await trial.event.call(.post, "/api/v1/adjustments/ADJ0000001/approve")
            #expect(approved.status == 200 && approved.reply.contains(#""state":"waiting""#), "\(approved.reply)")
            try await trial.drain()
            #expect(trial.sink.heard.count == 1)
            let declined = try await trial.event.call(
                .post, "/api/v1/adjustments/ADJ0000002/decline", body: #"{"reason":"not now"}"#,
                headers: Adjusting.json)
            #expect(declined.reply.contains(#""state":"refused""#) && declined.reply.contains("not now"))
            try await trial.pass(3601)
            let lapsed = try await trial.run("ADJ0000003")
            #expect(lapsed.state == .refused && lapsed.answer == "nobody decided within an hour")
            #expect(try await trial.event.call(.post, "/api/v1/adjustments/ADJ0000003/approve").status == 409)
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `a person runs it by hand, within the same bounds`() async throws {
        try await Adjusting.run { trial in
            let id = try await trial.runbook(rule: false, more: #""needsApproval":true"#)
            try await trial.hear("Slow", on: "web1")
            func press() async throws -> (status: Int, reply: String) {
                try await trial.event.call(
                    .post, "/api/v1/runbooks/\(id)/run", body: #"{"alert":"ALT0000001","reason":"users wait"}"#,
                    headers: Adjusting.json)
            }
            let first = try await press()
            #expect(first.status == 201 && first.reply.contains(#""state":"waiting""#), "\(first.reply)")
            try await trial.drain()
            #expect(trial.sink.heard.count == 1)
            let second = try await press()
            #expect(second.reply.contains(#""state":"refused""#))
            #expect(second.reply.contains("ADJ0000001 is not over yet on it"), "\(second.reply)")
        }
    }

    @Test func `secrets are never shown, stay when it is amended, and follow nobody to another host`() async throws {
        try await Adjusting.run { trial in
            let secret = #""secrets":{"Authorization":"Bearer s3cret"},"signingKey":"0123456789abcdef""#
            let id = try await trial.runbook(webhook: secret, rule: false)
            for path in ["", "/journal", "/why"] {
                let reply = try await trial.event.call(.get, "/api/v1/runbooks/\(id)\(path)").reply
                #expect(!reply.contains("s3cret") && !reply.contains("0123456789abcdef"))
            }
            let kept = #""secretHeaders":["Authorization"],"isSigned":true"#
            let amended = try await trial.amend(id, trial.body(webhook: kept, purpose: "Better words"))
            #expect(amended.status == 200, "\(amended.reply)")
            try await trial.hear("Slow", on: "web1")
            _ = try await trial.event.call(
                .post, "/api/v1/runbooks/\(id)/run", body: #"{"alert":"ALT0000001"}"#, headers: Adjusting.json)
            try await trial.drain()
            #expect(trial.sink.heard.first?.header("Authorization") == "Bearer s3cret")
            let moved = try await trial.amend(id, trial.body(webhook: kept, host: "https://ops.example.org"))
            #expect(moved.status == 422 && moved.reply.contains("secret_missing"), "\(moved.reply)")
            let renamed = try await trial.runbookReply(trial.body(webhook: kept, purpose: "Another"))
            #expect(renamed.status == 422 && renamed.reply.contains("name_taken"), "\(renamed.reply)")
        }
    }

    @Test(arguments: [
        "http://127.0.0.1:1", "http://ops.example.org", "https://evil.example.com", "https://ops.example.org:8443",
    ])
    func `only hosts that an operator has named are called`(host: String) async throws {
        try await Adjusting.run { trial in
            let reply = try await trial.runbookReply(trial.body(host: host))
            #expect(reply.status == 422 && reply.reply.contains("host_not_allowed"), "\(reply.reply)")
        }
    }

    @Test func `a host that is allowed and stands inside is not reached`() async throws {
        try await Adjusting.run(networks: []) { trial in
            try await trial.runbook()
            try await trial.hear("Slow", on: "web1")
            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .failed && run.answer?.contains("internal address") == true)
            #expect(trial.sink.heard.isEmpty)
        }
    }

    @Test func `a change under way on the item keeps runbooks away, an adjustment's own change does not`() async throws
    {
        try await Adjusting.run { trial in
            try await trial.runbook(limits: #"{"coolDown":0,"perHour":9,"items":5,"services":5}"#)
            try await trial.announce(change: UUID.v7(), number: "CHG0000001", scope: [EventUnderTest.web1])
            try await trial.hear("Slow", on: "web1")
            let refused = try await trial.run("ADJ0000001")
            #expect(refused.state == .refused)
            #expect(refused.verdicts.filter { !$0.holds }.map(\.because) == ["under way on it: CHG0000001"])
            try await trial.hear("Slow", on: "lone")
            let own = try #require(try await trial.event.announced(AdjustmentAnnounced.self).last).change
            try await trial.announce(change: own, number: "CHG0000002", scope: [EventUnderTest.lone])
            try await trial.hear("Slow", on: "lone", ends: true)
            try await trial.pass(61)
            try await trial.hear("Slow", on: "lone")
            #expect(trial.sink.heard.count == 2)
        }
    }

    @Test func `places are read as operators write them`() {
        let place = RunbookReach.Place.init
        #expect(place("*.example.org")?.admits("https", "ops.example.org", 443) == true)
        #expect(place("*.example.org")?.admits("https", "example.org", 443) == false)
        #expect(place("*.example.org")?.admits("https", "evilexample.org", 443) == false)
        #expect(place("ops.example.org")?.admits("http", "ops.example.org", 80) == false)
        #expect(place("ops.example.org")?.admits("https", "ops.example.org", 8443) == false)
        #expect(place("[fd00::1]:8443")?.admits("https", "fd00::1", 8443) == true)
        #expect(place("http://10.0.0.5:8080")?.admits("http", "10.0.0.5", 8080) == true)
        for text in ["", "a b", "ops.example.org:0", "ops.example.org:x", "[fd00::1", "ops.example.org/path"] {
            #expect(place(text) == nil, "\(text)")
        }
    }
}
