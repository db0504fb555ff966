import AMQP
import Contracts
import Foundation
import Messaging
import Postgres
import Records
import Synchronization
import TestSupport

/// The incident service's reader on its real queue, and a way to send it things.
struct ReaderUnderTest {
    let database: Database
    let incoming: Incoming
    let publisher: Publisher

    func send(_ envelopes: [Envelope]) async throws {
        _ = try await publisher.publish(
            envelopes.map {
                Publication(exchange: "", routingKey: "dienst.incident.in", mandatory: true, message: $0.message)
            })
    }

    func publish(_ message: Message, to subject: String) async throws {
        _ = try await publisher.publish([
            Publication(exchange: Topology.Exchange.announcements.rawValue, routingKey: subject, message: message)
        ])
    }

    func count(_ table: String) async throws -> Int {
        try await database.transaction { tx in
            try tx.first("SELECT count(*) AS n FROM \(unsafe: table)") { try $0.value("n") } ?? 0
        }
    }
}

func withReader(
    _ listen: (inout Incoming) -> Void, _ body: (ReaderUnderTest) async throws -> Void
) async throws {
    var incoming = Incoming()
    listen(&incoming)
    try await withDesk { [incoming] database, broker in
        guard let service = Topology.service("incident") else { return }
        let publisher = try broker.publisher()
        let reader = MessageReader(
            service: service, database: database, incoming: incoming, retries: publisher, logger: .silent)
        let consumer = Consumer(
            try broker.configuration(as: "incident"), queue: service.queue, logger: .silent,
            handle: { await reader.read($0) })
        do {
            try await body(ReaderUnderTest(database: database, incoming: incoming, publisher: publisher))
        } catch {
            await consumer.close()
            await publisher.close()
            throw error
        }
        await consumer.close()
        await publisher.close()
    }
}

func envelope(_ message: some Announcement, sequence: Int = 1) -> Envelope {
    Envelope(
        id: .v7(), subject: type(of: message).subject, sender: "desk", record: message.record, sequence: sequence,
        time: Date(), provenance: tester, body: (try? WireJSON.encoder.encode(message)) ?? Data())
}

/// Takes everything from a service's queue.
func listen(in broker: TestBroker, as service: String, _ arrivals: Arrivals) throws -> Consumer {
    Consumer(
        try broker.configuration(as: service), queue: "dienst.\(service).in", logger: .silent,
        handle: { chunk in
            arrivals.add(chunk.map(\.message))
            return chunk.map { _ in .accept }
        })
}

final class Arrivals: Sendable {
    private let all = Mutex<[Message]>([])
    func add(_ messages: [Message]) { all.withLock { $0 += messages } }
    var messages: [Message] { all.withLock { $0 } }
}

final class Counter: Sendable {
    private let value = Mutex(0)
    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }
    var count: Int { value.withLock { $0 } }
}
