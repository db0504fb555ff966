import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Messaging
import Testing

@testable import EventApp

@Suite struct FlapTests {
    /// Fires and clears a minute apart, as often as said; the first is a raise.
    private func flap(_ event: EventUnderTest, _ changes: Int, from first: Int = 0) async throws {
        for change in first..<first + changes {
            let ends = change.isMultiple(of: 2) ? nil : Date()
            try await event.hear(alert("HostDown", on: "db1", ends: ends))
            try await event.wait(60)
        }
    }

    @Test func `flapping then staying critical is one open alert and one notice after it settles`() async throws {
        try await EventUnderTest.run { event in
            try await flap(event, 4)
            #expect(
                try await event.announced(SituationAnnounced.self).map(\.state) == [.open, .cleared, .open, .cleared])
            try await flap(event, 7, from: 4)
            #expect(try await event.alerts().first?.record.isFlapping == true)
            #expect(try await event.announced(SituationAnnounced.self).count == 4)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).count == 4)
            try await event.wait(15 * 60)
            try await event.fireTimers()
            let told = try await event.announced(SituationAnnounced.self)
            #expect(told.map(\.state) == [.open, .cleared, .open, .cleared, .open])
            #expect(Set(told.map(\.record)).count == 1)
            let alerts = try await event.alerts()
            #expect(alerts.count == 1 && alerts[0].record.isFiring && !alerts[0].record.isMuted)
            try await event.wait(3600)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).count == 5)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `flapping that ends well is told as an end, if others still thought it fired`() async throws {
        try await EventUnderTest.run { event in
            try await flap(event, 3)
            // Told to fire last; the fourth change comes late enough to be the fifth that counts only with the next.
            #expect(try await event.announced(SituationAnnounced.self).last?.state == .open)
            try await flap(event, 3, from: 3)
            #expect(try await event.alerts().first?.record.isFlapping == true)
            try await event.wait(15 * 60)
            try await event.fireTimers()
            #expect(try await event.announced(SituationAnnounced.self).last?.state == .cleared)
            #expect(try await event.alerts().first?.record.mutes.isEmpty == true)
            #expect(try await event.mismatches().isEmpty)
        }
    }

    @Test func `the ledger says when it flapped and why`() async throws {
        try await EventUnderTest.run { event in
            try await flap(event, 6)
            try await event.wait(15 * 60)
            try await event.fireTimers()
            let ledger = try await event.call(
                .get, "/api/v1/alerts/ALT0000001/suppressions", headers: [.authorization: "Bearer x"])
            #expect(ledger.reply.contains(#""reason":"flapping""#) && ledger.reply.contains("within 30 minutes"))
            #expect(ledger.reply.contains("has not changed for 15 minutes"))
        }
    }
}
