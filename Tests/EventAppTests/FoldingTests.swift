import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Testing

@testable import EventApp

@Suite struct FoldingTests {
    @Test func `an alert opens a situation and hurts its service`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            let situation = try #require(try await event.announced(SituationAnnounced.self).first)
            #expect(
                situation.state == .open && situation.causeItem == EventUnderTest.db1 && situation.causeName == "db1")
            #expect(situation.services.map(\.observed) == ["down", "down"])
            #expect(situation.summary == "HostDown on db1" && situation.number == "SIT0000001")
            let head = try #require(try await event.announced(AlertsAnnounced.self).first?.alerts.first)
            #expect(head.facts == ["raised", "situationJoined"] && head.item == EventUnderTest.db1)
            #expect(try await event.health(EventUnderTest.orders) == .down)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `resending changes nothing and tells nobody`() async throws {
        try await EventUnderTest.run { event in
            for _ in 0..<5 { try await event.hear(alert("HostDown", on: "db1")) }
            #expect(try await event.alerts().map(\.version) == [2])
            #expect(try await event.announced(AlertsAnnounced.self).count == 1)
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
            let heard: Int? = try await event.database.transaction { tx in
                try tx.first("SELECT events FROM pulse") { try $0.value("events") }
            }
            #expect(heard == 5)
        }
    }

    @Test func `all clear clears the situation, and coming back opens it again`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1"))
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared])
            #expect(try await event.health(EventUnderTest.orders) == .ok)
            try await event.hear(alert("HostDown", on: "db1"))
            let told = try await event.announced(SituationAnnounced.self)
            #expect(told.map(\.state) == [.open, .cleared, .open] && Set(told.map(\.record)).count == 1)
            #expect(try await event.alerts().first?.record.reopenings == 1)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a raise and its end in one batch are both told`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            _ = try await event.post("[\(alert("HostDown", on: "web1", severity: "warning"))]", to: path)
            _ = try await event.post("[\(alert("HostDown", on: "web1", severity: "warning", ends: Date()))]", to: path)
            try await event.folder.drain()
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `an orphan end opens nothing`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            #expect(try await event.alerts().isEmpty)
            #expect(try await event.count("pulse") == 1)
        }
    }

    @Test func `a late CloudEvent does not wake what has cleared`() async throws {
        try await EventUnderTest.run { event in
            let start = try await event.now
            func say(_ state: String, at offset: TimeInterval, id: String) async throws {
                let time = WireTime.text(start + offset)
                let body =
                    #"{"specversion":"1.0","id":"\#(id)","source":"/lab","type":"alert","subject":"host/db1","time":"\#(time)","severity":"major","data":{"ci":"db1","state":"\#(state)"}}"#
                #expect(try await event.post(body, to: "/intake/cloudevents/\(event.key)").status == 202)
                try await event.folder.drain()
            }
            try await say("firing", at: -60, id: "1")
            try await say("resolved", at: -30, id: "2")
            try await say("firing", at: -45, id: "3")
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
            try await say("firing", at: -10, id: "4")
            try await say("resolved", at: -20, id: "5")
            #expect(try await event.alerts().map(\.record.state) == [.firing])
        }
    }

    @Test func `a deeper cause within the hold-off is told as the cause, in one situation`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Slow", on: "web1", severity: "warning"))
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            try await event.hear(alert("HostDown", on: "db1"))
            let told = try await event.announced(SituationAnnounced.self)
            #expect(told.map(\.causeName) == ["db1"] && told.map(\.members) == [2])
            try await event.wait(3)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
        }
    }

    @Test func `after the hold-off others hear of it`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Slow", on: "web1", severity: "warning"))
            try await event.wait(3)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).map(\.causeName) == ["web1"])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `an alert finds the item that is learnt of after it`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "new1"))
            #expect(try await event.announced(SituationAnnounced.self).last?.causeItem == nil)
            let new = UUID.v7()
            try await event.learn([event.item(new, "new1", supports: [EventUnderTest.checkout])])
            try await event.wait(1)
            try await event.fireTimers()
            let told = try #require(try await event.announced(SituationAnnounced.self).last)
            #expect(told.causeItem == new && told.services.map(\.service) == [EventUnderTest.checkout])
            #expect(try await event.health(EventUnderTest.checkout) == .down)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what only informs opens nothing`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("Watchdog", on: "db1", severity: "none"))
            #expect(try await event.alerts().count == 1)
            #expect(try await event.situations().isEmpty)
            try await event.hear(alert("Watchdog", on: "db1", severity: "warning"))
            #expect(try await event.situations().count == 1)
        }
    }

    @Test func `silence ends an alert`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(alert("HostDown", on: "db1", ends: try await event.now + 20))
            let expire = ExpireAlerts(moves: event.moves, grace: .seconds(60))
            #expect(try await event.database.transaction { tx in try expire.overdue(in: tx) } == 0)
            try await event.wait(90)
            #expect(try await event.database.transaction { tx in try expire.overdue(in: tx) } == 1)
            #expect(try await event.alerts().map(\.record.state) == [.expired])
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared])
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `many copies fold every event once`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            for round in 0..<20 {
                let batch = (0..<40).map {
                    alert("Check\($0)", on: "lone", severity: round % 2 == 0 ? "warning" : "minor")
                }
                #expect(try await event.post("[\(batch.joined(separator: ","))]", to: path).status == 200)
            }
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await event.folder.drain() } }
                try await group.waitForAll()
            }
            #expect(try await event.alerts().count == 40)
            #expect(try await event.situations().filter { $0.record.state != .merged }.count == 1)
            let heard: Int? = try await event.database.transaction { tx in
                try tx.first("SELECT sum(events)::bigint AS n FROM pulse") { try $0.value("n") }
            }
            #expect(heard == 800)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `one request that cannot be folded does not stop the others`() async throws {
        try await EventUnderTest.run { event in
            let path = "/intake/alertmanager/\(event.key)/api/v2/alerts"
            _ = try await event.post("[\(alert("Bad", on: "db1"))]", to: path)
            _ = try await event.post("[\(alert("Good", on: "db1"))]", to: path)
            try await event.database.transaction { tx in
                _ = try tx.execute("ALTER TABLE alert ADD CONSTRAINT no_bad CHECK (check_name <> 'Bad')")
            }
            let worker = Task { await event.folder.run() }
            try await eventuallyFolded(event)
            worker.cancel()
            await worker.value
            #expect(try await event.alerts().map(\.record.check) == ["Good"])
            #expect(try await event.count("intake_failure") == 1)
        }
    }
}
