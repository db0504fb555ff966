import AMQP
import Contracts
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@Suite struct RelayTests {
    @Test func `what was committed reaches the other service, and moves to the archive`() async throws {
        try await withDesk { database, broker in
            let arrived = Arrivals()
            let reader = try listen(in: broker, as: "incident", arrived)
            let id = UUID.v7()
            try await database.transaction { tx in
                _ = try lamps.open(id, with: [.made(name: "hall")], by: tester, in: tx)
                _ = try lamps.perform(.press, on: id, by: tester, in: tx)
            }
            let publisher = Publisher(try broker.configuration(as: "desk"), logger: .silent)
            let relay = OutboxRelay(service: "desk", database: database, publisher: publisher, logger: .silent)
            #expect(try await relay.relayOnce() == 2)
            try await eventually { arrived.messages.count == 2 }
            #expect(arrived.messages.map(\.type) == [TeamAnnounced.subject, TeamAnnounced.subject])
            #expect(arrived.messages.map { $0.integer("sequence") } == [1, 2])
            #expect(arrived.messages.first?.text("correlation") == "c-1")
            let left = try await database.transaction { tx in
                try tx.first(
                    "SELECT (SELECT count(*) FROM outbox) AS waiting, (SELECT count(*) FROM archive) AS sent"
                ) { [try $0.value("waiting") as Int, try $0.value("sent") as Int] }
            }
            #expect(left == [0, 2])
            await reader.close()
            await publisher.close()
        }
    }

    @Test func `four relays at once send every message, in the order of its record`() async throws {
        try await withDesk { database, broker in
            let arrived = Arrivals()
            let reader = try listen(in: broker, as: "incident", arrived)
            let ids = (0..<20).map { _ in UUID.v7() }
            try await database.transaction { tx in
                for id in ids { _ = try lamps.open(id, with: [.made(name: "hall")], by: tester, in: tx) }
            }
            for _ in 0..<4 {
                try await database.transaction { tx in
                    for id in ids { _ = try lamps.perform(.press, on: id, by: tester, in: tx) }
                }
            }
            let publisher = try broker.publisher()
            let relay = OutboxRelay(service: "desk", database: database, publisher: publisher, logger: .silent)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { while try await relay.relayOnce() > 0 {} } }
                try await group.waitForAll()
            }
            while try await relay.relayOnce() > 0 {}
            try await eventually { Set(arrived.messages.compactMap(\.messageID)).count == 100 }
            for id in ids {
                let own = arrived.messages.filter { $0.text("cloudEvents:subject") == id.uuidString.lowercased() }
                #expect(own.compactMap { $0.integer("sequence") } == [1, 2, 3, 4, 5])
            }
            await reader.close()
            await publisher.close()
        }
    }

    @Test func `an instruction that nobody takes stays in the outbox`() async throws {
        try await withDesk { database, broker in
            try await database.transaction { tx in
                try tx.execute("UPDATE outbox_partition SET partition = partition")
                try Outbox.instruct(Nobody(record: .v7()), by: tester, in: tx)
            }
            let publisher = try broker.publisher()
            let relay = OutboxRelay(service: "desk", database: database, publisher: publisher, logger: .silent)
            await #expect(throws: (any Error).self) { try await relay.relayOnce() }
            let waiting = try await database.transaction {
                try $0.first("SELECT count(*) AS n FROM outbox") { try $0.value("n") as Int }
            }
            #expect(waiting == 1)
            await publisher.close()
        }
    }

    @Test func `a service cannot announce for another, nor read its queue`() async throws {
        try await withDesk { database, broker in
            try await database.transaction { try Outbox.announce(aTeam(), sequence: 1, by: tester, in: $0) }
            let intruder = Publisher(try broker.configuration(as: "incident"), logger: .silent)
            let relay = OutboxRelay(service: "incident", database: database, publisher: intruder, logger: .silent)
            await #expect(throws: AMQPError.self) { try await relay.relayOnce() }
            await intruder.close()
        }
    }
}

/// An instruction for a service that does not exist.
private struct Nobody: Instruction {
    static let subject = "nobody.thing.do.v1"
    let record: UUID
}
