import AMQP
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: BrokerHost.isGiven)) struct ConsumerRecoveryTests {
    @Test func `a queue that is deleted and made again is consumed again`() async throws {
        try await BrokerHost.run { broker in
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            let publisher = try broker.publisher()
            for round in 1...2 {
                try await broker.declareQueue("in")
                _ = try await publisher.publishPatiently(publications(5, to: "in", "\(round)-"))
                try await eventually("round \(round) arrives") { log.ids.count >= 5 * round }
                var old: Set<String> = []
                try await eventually("the consumer's connection is listed") {
                    old = try await broker.connections(named: "consumer")
                    return !old.isEmpty
                }
                try await broker.deleteQueue("in")
                // RabbitMQ 3.10 delivers nothing to a consumer whose quorum queue is made again before it was told.
                try await eventually("the broker has told the consumer") {
                    try await broker.connections(named: "consumer").isDisjoint(with: old)
                }
            }
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `an answer given after the connection was lost is dropped and the message comes again`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            _ = try await publisher.publishPatiently(publications(10, to: "in"))
            let (log, gate) = (Log(), Gate())
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                await gate.pass()
                return acceptAll(chunk)
            }
            try await eventually("a chunk is under way") { !log.ids.isEmpty }
            let old = try await broker.closeConnections(named: "consumer")
            var new: Set<String> = []
            try await eventually("it is back") {
                new = try await broker.connections(named: "consumer")
                return !new.isEmpty && new.isDisjoint(with: old) && consumer.state == .open
            }
            gate.open()
            try await eventually("all are redelivered") {
                Set(log.deliveries.filter(\.redelivered).compactMap(\.message.messageID)).count == 10
            }
            _ = try await publisher.publishPatiently(publications(1, to: "in", "last"))
            try await eventually("it goes on") { log.ids.contains("last0") }
            // The broker closes the channel of a consumer that settles a delivery twice.
            #expect(try await broker.connections(named: "consumer") == new)
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `closing waits for the chunk under way and settles it`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            _ = try await publisher.publishPatiently(publications(20, to: "in"))
            let (log, gate, isClosed) = (Log(), Gate(), Flag())
            let consumer = try broker.consumer("in", maximumChunk: 1) { chunk in
                log.note(chunk)
                await gate.pass()
                #expect(!isClosed.isSet)
                return acceptAll(chunk)
            }
            try await eventually("a chunk is under way") { !log.ids.isEmpty }
            let closing = Task {
                await consumer.close()
                isClosed.set()
            }
            let rest = Log()
            let other = try broker.consumer("in") { chunk in
                rest.note(chunk)
                return acceptAll(chunk)
            }
            try await eventually("what was not begun is left to others at once") { Set(rest.ids).count == 19 }
            #expect(!isClosed.isSet)
            gate.open()
            await closing.value
            _ = try await publisher.publishPatiently(publications(1, to: "in", "last"))
            try await eventually("nothing else follows") { rest.ids.contains("last0") }
            #expect(log.ids == ["m0"])
            #expect(!rest.ids.contains("m0"))
            await publisher.close()
            await other.close()
        }
    }

    @Test func `a broadcast reaches every copy, also after its connection was closed`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareExchange("live", "fanout")
            let logs = [Log(), Log()]
            let configuration = try broker.configuration("listener")
            let consumers = logs.map { log in
                Consumer(configuration, broadcast: "live", logger: broker.logger) { chunk in
                    log.note(chunk)
                    return acceptAll(chunk)
                }
            }
            let publisher = try broker.publisher()
            for round in 1...2 {
                // Hints are lost while a copy is away, so they are sent until both have heard one.
                try await eventually("both hear it") {
                    let hint = Publication(exchange: "live", routingKey: "", message: aMessage("hint\(round)"))
                    _ = try await publisher.publishPatiently([hint])
                    return logs.allSatisfy { $0.ids.contains("hint\(round)") }
                }
                if round == 1 { try await broker.closeConnections(named: "listener", atLeast: 2) }
            }
            await publisher.close()
            for consumer in consumers { await consumer.close() }
        }
    }
}
