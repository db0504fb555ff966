import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import Testing

@testable import EventApp

@Suite struct StormFlowTests {
    private func many(_ count: Int, from first: Int = 0, ends: Date? = nil) -> String {
        (first..<first + count).map { alert("Disk\($0)", on: "db1", ends: ends) }.joined(separator: ",")
    }

    private func storms(_ event: EventUnderTest) async throws -> [Storm] {
        try await event.database.transaction { tx in
            try StormStore().page(after: nil, limit: 10, in: tx).map(\.record)
        }
    }

    @Test func `a storm is seen, its announcements come at intervals, and the last state is told`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(many(101))
            let raging = try await storms(event)
            #expect(
                raging.map(\.onset.integration).contains(nil)
                    && raging.map(\.onset.integration).contains(event.integration))
            #expect(raging.allSatisfy { $0.state == .raging && $0.onset.rate == 101 })
            let told = try await event.announced(SituationAnnounced.self).count
            for round in 1...5 { try await event.hear(many(10, from: 1000 * round)) }
            #expect(try await event.announced(SituationAnnounced.self).count == told)
            try await event.wait(5)
            try await event.fireTimers()
            let last = try #require(try await event.announced(SituationAnnounced.self).last)
            #expect(last.firing == 151 && last.facts.contains("alertsJoined"))
            #expect(try await event.announced(SituationAnnounced.self).count == told + 1)
            #expect(try await event.count("alert") == 151)
            let listed = try await event.call(
                .get, "/api/v1/storms?state=raging", headers: [.authorization: "Bearer x"])
            #expect(listed.status == 200 && listed.reply.contains("101 new alerts came within a minute"))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `what is held is told when the storm is over, once, and nothing is lost`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(many(101))
            let unbound = (0..<5).map { #"{"labels":{"alertname":"Loose\#($0)","severity":"warning"}}"# }
            try await event.hear(unbound.joined(separator: ","))
            let during = try await event.announced(SituationAnnounced.self).filter { $0.causeItem == nil }
            #expect(Set(during.map(\.record)).count == 1)
            let held = try await event.situations().filter { $0.record.heldBy != nil }
            #expect(held.count == 4)
            let why = try await event.call(
                .get, "/api/v1/situations/\(try #require(held.first).record.number)/why",
                headers: [.authorization: "Bearer x"])
            #expect(why.reply.contains("a storm rages"), "\(why.reply)")
            for _ in 0..<8 {
                try await event.wait(60)
                try await event.fireTimers()
            }
            #expect(try await storms(event).allSatisfy { $0.state == .over && $0.alerts ?? 0 >= 106 })
            let after = try await event.announced(SituationAnnounced.self).filter { $0.causeItem == nil }
            #expect(Set(after.map(\.record)).count == 5)
            #expect(try await event.situations().allSatisfy { $0.record.heldBy == nil })
            try await event.hear(many(1, from: 5000))
            let told = try await event.announced(SituationAnnounced.self).count
            try await event.hear(many(1, from: 5001))
            #expect(try await event.announced(SituationAnnounced.self).count == told + 1)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a hundred alerts are no storm`() async throws {
        try await EventUnderTest.run { event in
            try await event.hear(many(100))
            #expect(try await storms(event).isEmpty)
        }
    }
}
