import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Postgres
import Records
import TestSupport
import Testing

@testable import EventApp
@testable import Messaging

@Suite struct MaintenanceTests {
    private let window = UUID.v7(), change = UUID.v7()

    private func announce(
        _ event: EventUnderTest, _ state: WindowState, declaring impact: String, sequence: Int, minutes: Double = 60
    ) async throws {
        let now = try await event.now
        let message = MaintenanceWindowAnnounced(
            record: window, facts: [], number: "MWD0000001", change: change, changeNumber: "CHG0000007", state: state,
            scope: [EventUnderTest.db1],
            expectedImpact: [EventUnderTest.checkout, EventUnderTest.orders].map {
                DeclaredImpact(service: $0, impact: impact)
            },
            start: now, end: now + minutes * 60)
        let received = Received(
            messageID: .v7(), sequence: sequence, sender: "change",
            provenance: Provenance(actor: .service("change"), command: "test", correlation: "c"))
        try await event.database.transaction { tx in
            try Projection<MaintenanceWindowAnnounced>().keep(message, sequence: sequence, in: tx)
            try FollowMaintenance(moves: event.moves).announced(message, received, in: tx)
        }
    }

    @Test func `what was declared opens nothing and is listed under the change`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .open, declaring: "down", sequence: 1)
            try await event.hear(alert("HostDown", on: "db1") + "," + alert("Slow", on: "web1"))
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            #expect(try await event.alerts().allSatisfy { $0.record.mute?.change.number == "CHG0000007" })
            #expect(try await event.health(EventUnderTest.orders) == .maintenance)
            try await event.hear(alert("HostDown", on: "db1", ends: Date()))
            let listed = try await event.call(
                .get, "/api/v1/alerts?change=\(change)", headers: [.authorization: "Bearer x"])
            #expect(listed.reply.contains("HostDown") && listed.reply.contains(#""state":"cleared""#))
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `worse than declared opens at once and names the change`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .open, declaring: "degraded", sequence: 1)
            try await event.hear(alert("Slow", on: "db1", severity: "warning"))
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
            try await event.hear(alert("Slow", on: "db1", severity: "critical"))
            let told = try await event.announced(SituationAnnounced.self)
            #expect(told.map(\.change) == [change])
            #expect(try await event.alerts().first?.record.exceeds?.number == "CHG0000007")
            #expect(try await event.health(EventUnderTest.orders) == .down)
        }
    }

    @Test func `still firing at the end is raised then, once`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .open, declaring: "down", sequence: 1)
            try await event.hear(alert("HostDown", on: "db1"))
            try await announce(event, .ended, declaring: "down", sequence: 2)
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open])
            try await announce(event, .ended, declaring: "down", sequence: 2)
            try await event.hear(alert("HostDown", on: "db1"))
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `a window that nobody ends ends by itself`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .open, declaring: "down", sequence: 1)
            try await event.hear(alert("HostDown", on: "db1"))
            try await event.wait(3601)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).map(\.state) == [.open])
        }
    }

    @Test func `an extended window mutes on`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .open, declaring: "down", sequence: 1, minutes: 10)
            try await event.hear(alert("HostDown", on: "db1"))
            try await announce(event, .open, declaring: "down", sequence: 2, minutes: 60)
            try await event.wait(601)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).isEmpty)
        }
    }

    @Test func `an older announcement does not open an ended window`() async throws {
        try await EventUnderTest.run { event in
            try await announce(event, .ended, declaring: "down", sequence: 2)
            try await announce(event, .open, declaring: "down", sequence: 1)
            try await event.hear(alert("HostDown", on: "db1"))
            #expect(try await event.announced(SituationAnnounced.self).count == 1)
        }
    }
}

func eventuallyFolded(_ event: EventUnderTest) async throws {
    try await eventually { try await event.count("intake_waiting") == 0 }
}
