import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import TestSupport
import Testing

@testable import EventApp

@Suite struct SteeringTests {
    private func live(_ event: EventUnderTest) async throws -> [Situation] {
        try await event.situations().map(\.record).filter(\.isLive)
    }

    /// The members that are written, by situation.
    private func members(_ event: EventUnderTest) async throws -> [UUID: Int] {
        let rows = try await event.database.transaction { tx in
            try tx.query("SELECT situation, count(*) AS n FROM situation_member GROUP BY situation") {
                (try $0.value("situation") as UUID, try $0.value("n") as Int)
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    @Test func `people merge situations, and correlation remembers it`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("HostDown", on: "lone"))
            let (db, lone) = try await both(event)
            let answer = try await event.call(
                .post, "/api/v1/situations/\(lone.number)/merge", body: #"{"into":"\#(db.number)"}"#)
            #expect(answer.status == 200)
            #expect(try await live(event).map(\.id) == [db.id])
            let alerts = try await event.call(.get, "/api/v1/situations/\(db.number)/alerts")
            let items = try WireJSON.decoder.decode(SituationAlertsAnswer.self, from: Data(alerts.reply.utf8)).items
            #expect(items.compactMap { $0.labels["ci"] }.sorted() == ["db1", "lone"], "\(alerts.reply)")
            #expect(try await event.announced(SituationAnnounced.self).last { $0.record == lone.id }?.survivor == db.id)
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            #expect(try await live(event).isEmpty)
            try await event.wait(3600)
            try await event.hear(alert("Other", on: "db1"))
            try await event.hear(alert("Other", on: "lone"))
            #expect(try await live(event).map(\.memberCount) == [2])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `people take an alert out, and it stays out`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("Slow", on: "web1"))
            let whole = try #require(try await live(event).first)
            let slow = try #require(try await event.alerts().first { $0.record.check == "Slow" }).record.id
            let answer = try await event.call(
                .post, "/api/v1/situations/\(whole.number)/split", body: #"{"alerts":["\#(slow)"]}"#)
            #expect(answer.status == 200)
            let parts = try await live(event)
            #expect(parts.count == 2 && Set(parts.map(\.cause.name)) == ["db1", "web1"])
            let written = try await members(event)
            #expect(parts.allSatisfy { written[$0.id] == 1 })
            try await event.hear(alert("Slow", on: "web1", ends: Date()))
            #expect(try await live(event).map(\.cause.name) == ["db1"])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a cause that a person named is not weighed again`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "web1"))
            let one = try #require(try await live(event).first)
            let body = #"{"ci":"\#(EventUnderTest.lone)"}"#
            #expect(try await event.call(.post, "/api/v1/situations/\(one.number)/cause", body: body).status == 200)
            try await event.hear(alert("HostDown", on: "db1"))
            let named = try #require(try await live(event).first)
            #expect(named.isPinned && named.cause.name == "lone" && named.memberCount == 2)
            let unknown = #"{"ci":"\#(UUID())"}"#
            #expect(try await event.call(.post, "/api/v1/situations/\(one.number)/cause", body: unknown).status == 422)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what is over, or no member, cannot be steered`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("HostDown", on: "lone"))
            let (db, lone) = try await both(event)
            let path = "/api/v1/situations/\(db.number)"
            #expect(try await event.call(.post, "\(path)/split", body: #"{"alerts":["\#(UUID())"]}"#).status == 409)
            #expect(try await event.call(.post, "\(path)/split", body: #"{"alerts":[]}"#).status == 422)
            #expect(try await event.call(.post, "\(path)/merge", body: #"{"into":"\#(db.number)"}"#).status == 409)
            #expect(try await event.call(.post, "\(path)/merge", body: #"{"into":"SIT9"}"#).status == 422)
            try await event.hear(alert("HostDown", on: "lone", ends: Date()))
            #expect(try await event.call(.post, "\(path)/merge", body: #"{"into":"\#(lone.number)"}"#).status == 409)
        }
    }

    @Test func `another copy takes over where the first left off`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "web1"))
            let other = MoveAlerts(model: ModelShelf(), rule: CorrelationRule(holdOff: 0))
            let second = FoldingWorker(
                database: event.database, fold: FoldIntake(moves: other, folding: Signal()), wake: Signal(),
                logger: .silent)
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            _ = try await event.post("[\(alert("HostDown", on: "db1"))]", to: path)
            try await second.drain()
            try await event.hear(alert("Slow", on: "db1"))
            let all = try await live(event)
            #expect(all.map(\.memberCount) == [3] && all.map(\.cause.name) == ["db1"])
            #expect(try await members(event).values.sorted() == [3])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `the past of a service can be asked for`() async throws {
        try await EventUnderTest.run(holdOff: 0) { event in
            try await event.hear(alert("HostDown", on: "db1"))
            let began = try await event.now
            try await event.wait(60)
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            let path = "/api/v1/service-health/\(EventUnderTest.orders)"
            let then = try await event.call(.get, "\(path)/at?time=\(WireTime.text(began))")
            #expect(then.status == 200 && then.reply.contains(#""health":"down""#))
            #expect(try await event.call(.get, "\(path)/at").reply.contains(#""health":"ok""#))
            let outages = try await event.call(.get, "\(path)/outages")
            #expect(outages.reply.contains(#""planned":false"#) && outages.reply.contains(#""name":"db1""#))
            let availability = try await event.call(.get, "\(path)/availability?from=\(WireTime.text(began))")
            #expect(availability.status == 200 && availability.reply.contains(#""downSeconds":6"#))
            let report = try await event.call(.get, "/api/v1/service-health-reports/availability")
            #expect(report.status == 200 && report.reply.contains(#""outages":1"#))
            #expect(report.reply.contains(EventUnderTest.orders.uuidString.lowercased()))
            let points = try await event.call(.get, "/api/v1/service-health/\(EventUnderTest.checkout)/single-points")
            #expect(points.reply.contains("db1") && points.reply.contains("web1"))
            let what = try await event.call(
                .post, "/api/v1/service-health/what-if", body: #"{"items":["\#(EventUnderTest.db1)"]}"#)
            #expect(what.reply.contains("checkout") && what.reply.contains(#""after":"down""#))
        }
    }

    private func both(_ event: EventUnderTest) async throws -> (db: Situation, lone: Situation) {
        let all = try await live(event)
        return (
            try #require(all.first { $0.cause.name == "db1" }), try #require(all.first { $0.cause.name == "lone" })
        )
    }
}
