import Contracts
import Crypto
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct AdjustmentTests {
    @Test func `what a rule asks for is called once, signed, and watched until its effect is known`() async throws {
        try await Adjusting.run { trial in
            let body = #"{"host":"{{item}}","label":"{{label.alertname}}"}"#
            try await trial.runbook(
                webhook:
                    #""body":"\#(body.replacing("\"", with: "\\\""))","secrets":{"Authorization":"Bearer s3cret"},"signingKey":"0123456789abcdef""#
            )
            try await trial.hear("Slow", on: "web1")
            let heard = try #require(trial.sink.heard.first)
            #expect(trial.sink.heard.count == 1 && heard.method == "POST" && heard.path == "/do")
            #expect(heard.body == #"{"host":"web1","label":"Slow"}"#)
            #expect(
                heard.header("Authorization") == "Bearer s3cret" && heard.header("X-Dienst-Adjustment") == "ADJ0000001")
            let time = try #require(heard.header("X-Dienst-Timestamp"))
            let signature = RunbookOccasion.signature(
                of: Data(heard.body.utf8), with: "0123456789abcdef",
                at: Date(timeIntervalSince1970: try #require(TimeInterval(time))))
            #expect(heard.header("X-Dienst-Signature") == signature.last?.value)

            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .succeeded && run.answer == "200: heard /do" && run.effect == nil)
            #expect(run.verdicts.count == RunbookBound.allCases.count)
            try await trial.hear("Slow", on: "web1", ends: true)
            try await trial.pass(61)
            let over = try await trial.run("ADJ0000001")
            #expect(over.effect == .better && over.endedAt != nil)
            let told = try await trial.event.announced(AdjustmentAnnounced.self)
            #expect(told.map(\.state) == [.waiting, .running, .succeeded, .succeeded])
            #expect(told.last?.isOver == true && told.last?.effect == "better")

            try await trial.announce(change: try #require(told.last).change, number: "CHG0000007")
            #expect(try await trial.run("ADJ0000001").change?.name == "CHG0000007")
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `an alert that comes and goes never makes more runs than allowed in an hour, and the rest is explained`()
        async throws
    {
        try await Adjusting.run { trial in
            try await trial.runbook(limits: #"{"coolDown":0,"perHour":3,"items":5,"services":5}"#)
            for _ in 0..<8 {
                try await trial.hear("Slow", on: "web1")
                try await trial.hear("Slow", on: "web1", ends: true)
                try await trial.pass(61)
            }
            #expect(trial.sink.heard.count == 3)
            let refused = try await trial.runs("?state=refused")
            #expect(refused.count == 1)
            #expect(refused[0].verdicts.filter { !$0.holds }.map(\.bound) == [.perHour])
            #expect(try await trial.event.count("adjustment_request") == 8)
            try await trial.pass(3600)
            try await trial.hear("Slow", on: "web1")
            #expect(trial.sink.heard.count == 4)
        }
    }

    @Test func `an action that fails is rolled back, once`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(path: "/fail", rollback: "/undo")
            try await trial.hear("Slow", on: "web1")
            #expect(trial.sink.heard.map(\.path) == ["/fail", "/undo"])
            #expect(trial.sink.heard.last?.header("Idempotency-Key")?.hasSuffix(":rollback") == true)
            #expect(try await trial.run("ADJ0000001").state == .rolledBack)
            try await trial.pass(600)
            #expect(trial.sink.heard.count == 2)
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `what makes it worse is rolled back, paused, and told to people`() async throws {
        try await Adjusting.run { trial in
            let id = try await trial.runbook(rollback: "/undo")
            try await trial.hear("Slow", on: "web1", severity: "warning")
            try await trial.hear("Down", on: "web1", severity: "critical")
            try await trial.pass(61)
            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .rolledBack && run.effect == .worse)
            #expect(trial.sink.heard.map(\.path) == ["/do", "/undo"])
            let paused = try await trial.event.call(.get, "/api/v1/runbooks/\(id)")
            #expect(paused.reply.contains(#""state":"paused""#) && paused.reply.contains("made web1 worse"))
            let told = try await trial.event.alerts().map(\.record).first { $0.check == "Runbook" }
            #expect(told?.isFiring == true && told?.summary.contains("made web1 worse") == true)
            let why = try await trial.event.call(.get, "/api/v1/adjustments/ADJ0000001/why")
            #expect(why.reply.contains("the worst alert on the item went from 3 to 6"), "\(why.reply)")

            #expect(try await trial.event.call(.post, "/api/v1/runbooks/\(id)/resume").status == 200)
            try await trial.event.folder.drain()
            #expect(try await trial.event.alerts().map(\.record).first { $0.check == "Runbook" }?.isFiring == false)
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `a rollback that fails is told to people`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(path: "/fail", rollback: "/fail-too")
            try await trial.hear("Slow", on: "web1")
            #expect(try await trial.run("ADJ0000001").state == .rollbackFailed)
            try await trial.event.folder.drain()
            let told = try await trial.event.alerts().map(\.record).first { $0.check == "Runbook" }
            #expect(told?.summary.contains("could not be rolled back") == true)
        }
    }

    @Test func `the switch stops what has not begun, in every copy, until it is released`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook()
            try await trial.hear("Slow", on: "web1", drains: false)
            #expect(try await trial.run("ADJ0000001").state == .waiting)
            let stop = try await trial.event.call(
                .post, "/api/v1/adjustment-switch/stop", body: #"{"reason":"release week"}"#, headers: Adjusting.json)
            #expect(stop.status == 200 && stop.reply.contains(#""stopped":true"#), "\(stop.reply)")
            try await trial.drain()
            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .refused && run.verdicts.first { !$0.holds }?.bound == .killSwitch)
            #expect(trial.sink.heard.isEmpty)
            _ = try await trial.event.call(.post, "/api/v1/adjustment-switch/release")
            try await trial.hear("Slow", on: "lone")
            #expect(trial.sink.heard.count == 1)
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test(arguments: [false, true])
    func `a copy that dies in the middle leaves a run that is not sent again, unless that does no harm`(
        isIdempotent: Bool
    ) async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(action: #""isIdempotent":\#(isIdempotent)"#)
            try await trial.hear("Slow", on: "web1", drains: false)
            let next = try await trial.event.database.transaction { tx in try trial.works.runs.begin(in: tx) }
            guard case .send(let sending) = next else { throw UnexpectedReply(text: "\(next)") }
            try await trial.drain()
            #expect(try await trial.run("ADJ0000001").state == .running)
            try await trial.pass(60)
            #expect(trial.sink.heard.count == (isIdempotent ? 1 : 0))
            #expect(try await trial.run("ADJ0000001").state == (isIdempotent ? .succeeded : .unknown))
            // It was slow, not dead.
            try await trial.event.database.transaction { tx in
                try trial.works.runs.ended(sending, .succeeded("200: late"), in: tx)
            }
            #expect(try await trial.run("ADJ0000001").state == .succeeded)
            try await trial.pass(61)
            #expect(try await trial.run("ADJ0000001").effect == .same)
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `several copies send each run once`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(limits: #"{"coolDown":0,"perHour":100,"items":5,"services":5}"#)
            let names = (0..<12).map { "srv\($0)" }
            try await trial.event.learn(names.map { trial.event.item(UUID.v7(), $0) })
            try await trial.event.hear(names.map { alert("Slow", on: $0) }.joined(separator: ","))
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<4 {
                    let copy = trial.copy()
                    group.addTask { try await copy.drain() }
                }
            }
            #expect(trial.sink.heard.count == 12)
            #expect(Set(trial.sink.heard.map { $0.header("X-Dienst-Adjustment") }).count == 12)
            #expect(try await trial.runs("?state=succeeded").count == 12)
        }
    }

    @Test func `no answer in time is said to be that, and watched`() async throws {
        try await Adjusting.run { trial in
            try await trial.runbook(path: "/slow", action: #""timeout":1"#)
            try await trial.hear("Slow", on: "web1")
            #expect(try await trial.run("ADJ0000001").state == .timedOut)
            try await trial.pass(61)
            #expect(try await trial.run("ADJ0000001").effect == .same)
            #expect(trial.sink.heard.count == 1)
        }
    }
}
