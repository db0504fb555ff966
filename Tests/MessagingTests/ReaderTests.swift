import AMQP
import Contracts
import Foundation
import Messaging
import Postgres
import Records
import Synchronization
import TestSupport
import Testing

@Suite struct ReaderTests {
    @Test func `a message is applied once, however often it is delivered`() async throws {
        try await withReader { incoming in
            incoming.on(TeamAnnounced.self) { team, _, tx in
                _ = try lamps.open(team.record, with: [.made(name: team.name)], by: tester, in: tx)
            }
        } _: { desk in
            let message = envelope(aTeam())
            try await desk.send([message, message, message])
            try await desk.send([message, envelope(aTeam())])
            try await eventually { try await desk.count("inbox") == 2 }
            #expect(try await desk.count("lamp") == 2)
        }
    }

    @Test func `an older announcement never undoes a newer`() async throws {
        try await withReader {
            $0.keep(TeamAnnounced.self)
        } _: { desk in
            let id = UUID.v7()
            try await desk.send([envelope(aTeam(id, "newer"), sequence: 2), envelope(aTeam(id, "older"), sequence: 1)])
            try await eventually { try await desk.count("inbox") == 2 }
            let kept = try await desk.database.transaction { try Projection<TeamAnnounced>().find(id, in: $0) }
            #expect(kept?.name == "newer")
        }
    }

    @Test func `unreadable and unknown messages are parked with a reason, and the queue goes on`() async throws {
        try await withReader {
            $0.keep(TeamAnnounced.self)
        } _: { desk in
            let good = envelope(aTeam())
            var broken = envelope(aTeam())
            broken.body = Data(#"{"record": 7}"#.utf8)
            try await desk.publish(Message(body: Data("hello".utf8)), to: TeamAnnounced.subject)
            try await desk.send([broken, envelope(aPerson()), good])
            try await eventually { try await desk.count("parked_message") == 3 }
            try await eventually { try await desk.count("inbox") == 1 }
            let reasons = try await desk.database.transaction {
                try Parking.list(.open, before: nil, limit: 10, in: $0)
            }.map(\.reason)
            #expect(reasons.contains { $0.contains("no id") })
            #expect(reasons.contains { $0.contains("does not fit") })
            #expect(reasons.contains { $0.contains("does not know desk.person.changed.v1") })
        }
    }

    @Test func `a rejection is applied as no, and not tried again`() async throws {
        try await withReader { incoming in
            incoming.on(TeamAnnounced.self) { _, _, _ in throw Rejection("Not today.") }
        } _: { desk in
            try await desk.send([envelope(aTeam())])
            try await eventually { try await desk.count("inbox") == 1 }
            #expect(try await desk.count("parked_message") == 0)
        }
    }

    @Test func `trouble is tried again by way of the retry queue`() async throws {
        let tries = Counter()
        try await withReader { incoming in
            incoming.on(TeamAnnounced.self) { _, _, _ in
                if tries.next() < 3 { throw Boom() }  // once in its chunk, once alone, then after five seconds
            }
        } _: { desk in
            try await desk.send([envelope(aTeam())])
            try await eventually { try await desk.count("inbox") == 1 }
            #expect(tries.count == 3)
        }
    }

    @Test func `one bad message does not hold up its chunk`() async throws {
        try await withReader { incoming in
            incoming.on(TeamAnnounced.self) { team, _, tx in
                if team.name == "bad" { throw Invalid("This team cannot be.", field: "name") }
                _ = try lamps.open(team.record, with: [.made(name: team.name)], by: tester, in: tx)
            }
        } _: { desk in
            try await desk.send((0..<20).map { envelope(aTeam(.v7(), $0 == 7 ? "bad" : "good")) })
            try await eventually { try await desk.count("lamp") == 19 }
            #expect(try await desk.count("parked_message") == 1)
        }
    }

    @Test func `a parked message is replayed once and then stays done`() async throws {
        let isMended = Counter()
        try await withReader { incoming in
            incoming.on(TeamAnnounced.self) { team, _, tx in
                if isMended.count == 0 { throw Invalid("Not yet.") }
                _ = try lamps.open(team.record, with: [.made(name: team.name)], by: tester, in: tx)
            }
        } _: { desk in
            try await desk.send([envelope(aTeam())])
            try await eventually { try await desk.count("parked_message") == 1 }
            let id = try await desk.database.transaction { try Parking.list(.open, before: nil, limit: 1, in: $0) }
                .first?.id
            let parked = try #require(id)
            _ = isMended.next()
            let incoming = desk.incoming
            try await desk.database.transaction {
                try Parking.replay(parked, through: incoming, by: tester.actor, in: $0)
            }
            #expect(try await desk.count("lamp") == 1)
            await #expect(throws: Rejection.self) {
                try await desk.database.transaction { try Parking.discard(parked, by: tester.actor, in: $0) }
            }
        }
    }
}

private struct Boom: Error {}

private func aPerson() -> PersonAnnounced {
    PersonAnnounced(record: .v7(), facts: [], name: "Ada", active: true, teams: [])
}
