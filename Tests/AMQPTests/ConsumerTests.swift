import AMQP
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: BrokerHost.isGiven)) struct ConsumerTests {
    @Test func `deliveries come in order, in chunks, one chunk at a time`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            _ = try await publisher.publish(publications(250, to: "in"), timeout: .seconds(30))
            let log = Log()
            let gate = Gate()
            let (underWay, twoAtOnce) = (Flag(), Flag())
            let consumer = try broker.consumer("in", prefetch: 100, maximumChunk: 30) { chunk in
                if underWay.isSet { twoAtOnce.set() }
                underWay.set()
                log.note(chunk)
                await gate.pass()
                underWay.set(false)
                return acceptAll(chunk)
            }
            try await eventually("the first chunk is out") { !log.chunkSizes.isEmpty }
            gate.open()
            try await eventually("all arrive") { log.ids.count >= 250 }
            #expect(log.ids == (0..<250).map { "m\($0)" })
            #expect(log.chunkSizes.allSatisfy { 1...30 ~= $0 })
            #expect(log.chunkSizes.contains(30))
            #expect(!twoAtOnce.isSet)
            await publisher.close()
            await consumer.close()
            #expect(consumer.state == .closed)
        }
    }

    @Test func `each delivery of a chunk has its own settlement`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareExchange("dead", "fanout")
            try await broker.declareQueue("parked")
            try await broker.bind("parked", to: "dead")
            try await broker.declareQueue("in", #"{"x-queue-type": "quorum", "x-dead-letter-exchange": "dead"}"#)
            let publisher = try broker.publisher()
            _ = try await publisher.publishPatiently(publications(30, to: "in"))
            let (log, parked) = (Log(), Log())
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return chunk.map { delivery in
                    switch (Int(delivery.message.messageID?.dropFirst() ?? "") ?? 0) % 3 {
                    case 0: .accept
                    case 1: .reject
                    default: delivery.deliveryCount == 0 ? .requeue : .accept
                    }
                }
            }
            let mourner = try broker.consumer("parked") { chunk in
                parked.note(chunk)
                return acceptAll(chunk)
            }
            try await eventually("all are settled") { parked.ids.count >= 10 && log.ids.count >= 40 }
            let numbers = 0..<30
            #expect(Set(parked.ids) == Set(numbers.filter { $0 % 3 == 1 }.map { "m\($0)" }))
            #expect(parked.deliveries.first?.message.text("x-first-death-reason") == "rejected")
            let again = log.deliveries.filter { $0.deliveryCount == 1 }
            #expect(Set(again.compactMap(\.message.messageID)) == Set(numbers.filter { $0 % 3 == 2 }.map { "m\($0)" }))
            #expect(again.allSatisfy { $0.redelivered })
            #expect(log.ids.count == 40)
            await publisher.close()
            await consumer.close()
            await mourner.close()
        }
    }

    @Test func `the delivery count tells how often a message came back`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            _ = try await publisher.publishPatiently(publications(1, to: "in"))
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return chunk.map { $0.deliveryCount < 3 ? .requeue : .accept }
            }
            try await eventually("it came four times") { log.ids.count >= 4 }
            #expect(log.deliveries.map(\.deliveryCount) == [0, 1, 2, 3])
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `a handler that forgets an answer gets the delivery again`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return chunk.contains { $0.deliveryCount == 0 } ? [] : acceptAll(chunk)
            }
            _ = try await publisher.publishPatiently(publications(1, to: "in"))
            try await eventually("it came twice") { log.ids.count >= 2 }
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `everything a message carries arrives`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareExchange("topics")
            try await broker.declareQueue("in")
            try await broker.bind("in", to: "topics")
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            let message = Message(
                messageID: "id", type: "incident.record.opened.v1", contentType: "application/json", appID: "incident",
                userID: try broker.configuration("x").user, timestamp: Date(timeIntervalSince1970: 1_700_000_000),
                headers: [
                    "text": .string("grüße"), "empty": .string(""), "number": .integer(.min), "flag": .boolean(true),
                ],
                body: Data("{\"a\":1}".utf8))
            let publisher = try broker.publisher()
            let sent = Publication(exchange: "topics", routingKey: "incident.opened", mandatory: true, message: message)
            #expect(try await publisher.publishPatiently([sent]) == [.confirmed])
            try await eventually("it arrives") { !log.ids.isEmpty }
            let delivery = try #require(log.deliveries.first)
            #expect(delivery.message == message)
            #expect((delivery.exchange, delivery.routingKey) == ("topics", "incident.opened"))
            #expect((delivery.redelivered, delivery.deliveryCount) == (false, 0))
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `headers of other clients are read as far as we know them`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareExchange("topics")
            try await broker.declareQueue("in")
            try await broker.bind("in", to: "topics")
            let headers = #"{"n": 7, "f": 1.5, "a": [1, {"b": "c"}], "t": {"x": {"y": true}}, "s": "text"}"#
            try await broker.publishAsOther(to: "topics", "k", headers: headers)
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            try await eventually("it arrives") { !log.deliveries.isEmpty }
            let message = try #require(log.deliveries.first?.message)
            #expect(message.headers["n"] == .integer(7))
            #expect(message.headers["s"] == .string("text"))
            for name in ["f", "a", "t"] { #expect(message.headers[name] == .other) }
            #expect(message.messageID == nil)
            await consumer.close()
        }
    }
}
