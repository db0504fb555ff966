import AMQP
import Foundation
import Logging
import TestSupport
import Testing

@Suite(.enabled(if: BrokerHost.isGiven)) struct PublisherTests {
    @Test func `two thousand messages are confirmed and arrive in order`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher(window: 100)
            let receipts = try await publisher.publish(publications(2000, to: "in"), timeout: .seconds(60))
            #expect(receipts == Array(repeating: .confirmed, count: 2000))

            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            try await eventually("all arrive") { log.ids.count >= 2000 }
            #expect(log.ids == (0..<2000).map { "m\($0)" })
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `a message nobody takes comes back to the call that sent it`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            let noRoute = Receipt.returned(code: 312, text: "NO_ROUTE")
            async let routed = publisher.publishPatiently(publications(300, to: "in", "routed"))
            async let lost = publisher.publishPatiently(publications(300, to: "nowhere", "lost"))
            let mixed = zip(publications(100, to: "in", "a"), publications(100, to: "nowhere", "b")).flatMap {
                [$0, $1]
            }
            #expect(try await publisher.publishPatiently(mixed) == (0..<100).flatMap { _ in [.confirmed, noRoute] })
            #expect(try await routed == Array(repeating: .confirmed, count: 300))
            #expect(try await lost == Array(repeating: noRoute, count: 300))
            let unasked = publications(1, to: "nowhere", mandatory: false)
            #expect(try await publisher.publishPatiently(unasked) == [.confirmed])
            await publisher.close()
        }
    }

    @Test func `a missing exchange is the caller's error and nobody else's later`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            let wrong = Publication(exchange: "missing", routingKey: "x", message: aMessage("1"))
            for _ in 1...3 {
                let error = await #expect(throws: AMQPError.self) { _ = try await publisher.publishPatiently([wrong]) }
                #expect(error?.brokerCode == 404)
                #expect(error?.isTransient == false)
                #expect(try await publisher.publishPatiently(publications(1, to: "in")) == [.confirmed])
            }
            await publisher.close()
        }
    }

    @Test func `a false user id is refused`() async throws {
        try await BrokerHost.run { broker in
            let publisher = try broker.publisher()
            var message = aMessage("1")
            message.userID = "somebody-else"
            let forged = Publication(exchange: "", routingKey: "in", message: message)
            let error = await #expect(throws: AMQPError.self) { _ = try await publisher.publishPatiently([forged]) }
            #expect(error?.brokerCode == 406)
            await publisher.close()
        }
    }

    @Test func `a full queue refuses`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            try await broker.declarePolicy("limit", for: "in", #"{"max-length": 5, "overflow": "reject-publish"}"#)
            let publisher = try broker.publisher()
            try await eventually("the queue is full") {
                try await publisher.publishPatiently(publications(10, to: "in")).contains(.refused)
            }
            await publisher.close()
        }
    }

    @Test func `an operator closing connections loses nothing`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            let publisher = try broker.publisher()
            let enough = Flag()
            let sending = Task {
                var round = 0
                while !enough.isSet {
                    let batch = publications(50, to: "in", "\(round)-")
                    let receipts = try await publisher.publish(batch, timeout: .seconds(30))
                    #expect(receipts.allSatisfy { $0 == .confirmed })
                    round += 1
                }
                return round
            }
            for name in ["publisher", "consumer", "publisher", "consumer"] {
                try await broker.closeConnections(named: name)
            }
            enough.set()
            let rounds = try await sending.value
            let expected = (0..<rounds).flatMap { round in (0..<50).map { "\(round)-\($0)" } }
            try await eventually("all arrive") { Set(log.ids).isSuperset(of: expected) }
            #expect(log.distinctIDs.count == expected.count)
            await publisher.close()
            await consumer.close()
        }
    }

    @Test func `a thread may block for its receipts`() async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            let receipts = try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { try publisher.publishAndWait(publications(50, to: "in")) })
                }
            }
            #expect(receipts == Array(repeating: .confirmed, count: 50))
            await publisher.close()
        }
    }

    @Test(arguments: [0, 1, 131_064, 262_128, 262_144])
    func `bodies of any size arrive whole`(size: Int) async throws {
        try await BrokerHost.run { broker in
            try await broker.declareQueue("in")
            let publisher = try broker.publisher()
            let body = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
            let message = Message(messageID: "1", body: body)
            let sent = Publication(exchange: "", routingKey: "in", mandatory: true, message: message)
            #expect(try await publisher.publishPatiently([sent]) == [.confirmed])
            let log = Log()
            let consumer = try broker.consumer("in") { chunk in
                log.note(chunk)
                return acceptAll(chunk)
            }
            try await eventually("it arrives") { !log.ids.isEmpty }
            #expect(log.deliveries.first?.message == message)
            await publisher.close()
            await consumer.close()
        }
    }
}

@Suite struct PublisherWithoutBrokerTests {
    private func publisher() throws -> Publisher {
        let nobodyListens = try BrokerConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "x")
        return Publisher(nobodyListens, logger: Logger(label: "x") { _ in SilentLog() })
    }

    @Test func `a call without a broker runs out of time`() async throws {
        let publisher = try publisher()
        await #expect(throws: AMQPError.timedOut(state: .connecting)) {
            _ = try await publisher.publish(publications(1, to: "in"), timeout: .milliseconds(50))
        }
        await publisher.close()
        #expect(publisher.state == .closed)
    }

    @Test func `a closed publisher takes nothing`() async throws {
        let publisher = try publisher()
        await publisher.close()
        await #expect(throws: AMQPError.closed) { _ = try await publisher.publishPatiently(publications(1, to: "in")) }
    }

    @Test func `no publications need no broker`() async throws {
        let publisher = try publisher()
        #expect(try await publisher.publishPatiently([]) == [])
        await publisher.close()
    }

    @Test func `what cannot be put on the wire is refused before anything is sent`() async throws {
        let publisher = try publisher()
        let long = String(repeating: "é", count: 128)
        var message = aMessage("1")
        message.headers[long] = .integer(1)
        for wrong in [
            Publication(exchange: "", routingKey: long, message: aMessage("1")),
            Publication(exchange: "", routingKey: "x", message: aMessage(long)),
            Publication(exchange: "", routingKey: "x", message: message),
        ] {
            let error = await #expect(throws: AMQPError.self) { _ = try await publisher.publishPatiently([wrong]) }
            #expect(error?.isTransient == false)
        }
        await publisher.close()
    }
}

extension AMQPError {
    fileprivate var brokerCode: Int? {
        guard case .refusedByBroker(let code, _) = self else { return nil }
        return code
    }
}
