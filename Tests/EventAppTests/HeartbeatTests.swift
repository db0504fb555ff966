import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct HeartbeatTests {
    private let ping = "3f2a1c1e-0000-4000-8000-000000000001"

    private func make(_ event: EventUnderTest, _ plan: String = #""period":600,"grace":120"#) async throws -> String {
        let made = try await event.ask(
            .post, "/api/v1/heartbeats",
            #"{"integration":"\#(event.integration)","ping":"\#(ping)","plan":{"name":"Backup","slug":"backup","item":"db1",\#(plan)}}"#
        )
        try #require(made.status == 201, "\(made.reply)")
        return try String(#require(made.reply.firstMatch(of: #/"id":"([^"]+)"/#)?.1))
    }

    private func standing(_ event: EventUnderTest, _ id: String) async throws -> String {
        let reply = try await event.ask(.get, "/api/v1/heartbeats/\(id)").reply
        return try String(#require(reply.firstMatch(of: #/"standing":"([^"]+)"/#)?.1))
    }

    private func settle(_ event: EventUnderTest) async throws {
        try await event.fireTimers()
        try await event.folder.drain()
    }

    @Test func `a job that stays away becomes an alert, and its return clears it`() async throws {
        try await EventUnderTest.run { event in
            let id = try await make(event)
            #expect(try await standing(event, id) == "new")
            #expect(try await event.call(.get, "/ping/\(ping)").reply == "OK")
            #expect(try await standing(event, id) == "up")
            try await event.wait(660)
            try await settle(event)
            #expect(try await standing(event, id) == "late")
            #expect(try await event.alerts().isEmpty)
            try await event.wait(61)
            try await settle(event)
            #expect(try await standing(event, id) == "down")
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.summary == "Backup was not heard of in time" && alert.labels["ci"] == "db1")
            #expect(alert.severity == .major && alert.state == .firing)
            #expect(try await event.call(.post, "/ping/\(ping)", body: "done").status == 200)
            try await settle(event)
            #expect(try await event.alerts().first?.record.state == .cleared)
            #expect(try await standing(event, id) == "up")
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a start without an end is a failure, an end in time is none`() async throws {
        try await EventUnderTest.run { event in
            let id = try await make(event)
            let run = UUID()
            _ = try await event.call(.get, "/ping/\(ping)/start?rid=\(run)")
            #expect(try await standing(event, id) == "running")
            try await event.wait(60)
            _ = try await event.call(.get, "/ping/\(ping)/0?rid=\(run)")
            try await settle(event)
            let view = try await event.ask(.get, "/api/v1/heartbeats/\(id)").reply
            let took = try #require(view.firstMatch(of: #/"tookMilliseconds":(\d+)/#).flatMap { Int($0.1) })
            #expect(took >= 60_000 && took < 120_000)
            _ = try await event.call(.get, "/ping/\(ping)/start")
            try await event.wait(121)
            try await settle(event)
            #expect(try await event.alerts().first?.record.summary == "Backup began and did not end in time")
        }
    }

    @Test func `a failure and an exit code are alerts at once, with what the job wrote`() async throws {
        try await EventUnderTest.run { event in
            let id = try await make(event)
            #expect(try await event.call(.post, "/ping/\(ping)/3", body: "disk full, password=x1y2").status == 200)
            try await settle(event)
            let alert = try #require(try await event.alerts().first?.record)
            #expect(alert.summary == "Backup failed" && alert.annotations["description"]?.contains("disk full") == true)
            let pings = try await event.ask(.get, "/api/v1/heartbeats/\(id)/pings").reply
            #expect(pings.contains(#""exitCode":3"#) && !pings.contains("x1y2"))
            _ = try await event.call(.post, "/ping/\(ping)/fail")
            _ = try await event.call(.post, "/ping/\(ping)/log", body: "note")
            try await settle(event)
            #expect(try await event.alerts().count == 1)
        }
    }

    @Test func `a slug below a key makes its heartbeat when asked to`() async throws {
        try await EventUnderTest.run { event in
            #expect(try await event.call(.get, "/ping/\(event.key)/nightly").status == 404)
            let made = try await event.call(.get, "/ping/\(event.key)/nightly?create=1")
            #expect(made.status == 201 && made.reply == "Created")
            #expect(try await event.call(.post, "/ping/\(event.key)/nightly/fail", body: "oops").status == 200)
            #expect(try await event.call(.head, "/ping/\(event.key)/nightly").status == 200)
            #expect(try await event.call(.get, "/ping/wrong-key/nightly?create=1").status == 401)
            #expect(try await event.call(.get, "/ping/\(event.key)/Nightly!?create=1").status == 404)
            #expect(try await event.call(.get, "/ping/\(event.key)/nightly/256").status == 404)
            #expect(try await event.call(.get, "/ping/\(UUID())").status == 404)
            #expect(try await event.call(.get, "/ping/nonsense").status == 404)
        }
    }

    @Test func `a paused heartbeat may stay away, and its alert is over`() async throws {
        try await EventUnderTest.run { event in
            let id = try await make(event)
            _ = try await event.call(.get, "/ping/\(ping)/fail")
            try await settle(event)
            #expect(try await event.ask(.post, "/api/v1/heartbeats/\(id)/pause").status == 200)
            try await settle(event)
            #expect(try await event.alerts().first?.record.state == .cleared)
            try await event.wait(10_000)
            try await settle(event)
            #expect(try await standing(event, id) == "paused")
            #expect(try await event.ask(.post, "/api/v1/heartbeats/\(id)/resume").status == 200)
            #expect(try await standing(event, id) == "new")
        }
    }

    @Test func `plans that cannot be are refused by field`() async throws {
        try await EventUnderTest.run { event in
            _ = try await make(event)
            for (plan, field) in [
                (#""period":5"#, "period"), (#""cron":"61 * * * *""#, "cron"),
                (#""period":60,"cron":"* * * * *""#, "period"),
                (#""period":600,"grace":0"#, "grace"), (#""cron":"0 0 30 2 *""#, "cron"),
            ] {
                let grace = plan.contains("grace") ? "" : #","grace":60"#
                let answer = try await event.ask(
                    .post, "/api/v1/heartbeats",
                    #"{"integration":"\#(event.integration)","plan":{"name":"X","slug":"x",\#(plan)\#(grace)}}"#)
                #expect(
                    answer.status == 422 && answer.reply.contains(#""field":"\#(field)""#), "\(plan) \(answer.reply)")
            }
            let again = try await event.ask(
                .post, "/api/v1/heartbeats",
                #"{"integration":"\#(event.integration)","plan":{"name":"X","slug":"backup","period":60,"grace":60}}"#)
            #expect(again.status == 409 && again.reply.contains("slug_taken"))
        }
    }

    @Test func `a source that says nothing is itself an alert, until it speaks`() async throws {
        try await EventUnderTest.run { event in
            let one = "/api/v1/integrations/\(event.integration)"
            #expect(try await event.ask(.patch, one, #"{"profile":{"silence":300}}"#).status == 200)
            try await event.wait(200)
            try await event.hear(alert("Down", on: "db1", ends: try await event.now + 86_400))
            try await event.wait(200)
            try await settle(event)
            #expect(try await event.alerts().count == 1)
            try await event.wait(101)
            try await settle(event)
            let silent = try #require(try await event.alerts().map(\.record).first { $0.check == "Silent source" })
            #expect(silent.state == .firing && silent.summary.contains("Tests has said nothing"))
            try await event.hear(alert("Down", on: "db1", ends: try await event.now + 86_400))
            #expect(try await event.alerts().map(\.record).first { $0.check == "Silent source" }?.state == .cleared)
        }
    }
}
