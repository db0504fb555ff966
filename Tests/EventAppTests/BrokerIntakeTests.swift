import AMQP
import EventDomain
import Foundation
import Messaging
import Postgres
import TestSupport
import Testing

@testable import EventApp

/// CloudEvents over the real broker, as senders of any language publish them.
@Suite struct BrokerIntakeTests {
    private func run(_ body: @escaping (EventUnderTest, Publisher) async throws -> Void) async throws {
        try await EventUnderTest.run { event in
            try await TestBroker.run { broker in
                let intake = BrokerIntake(
                    database: event.database, keys: event.accept.keys, folding: event.accept.folding, logger: .silent)
                let halt = Halt()
                let consumer = Consumer(
                    try broker.configuration(as: "event"), queue: Topology.intakeQueue, logger: .silent,
                    handle: { await intake.read($0, halt: halt) })
                let publisher = try broker.publisher()
                do {
                    try await body(event, publisher)
                } catch {
                    await consumer.close()
                    await publisher.close()
                    throw error
                }
                await consumer.close()
                await publisher.close()
            }
        }
    }

    private func publish(
        _ publisher: Publisher, _ body: String, type: String, headers: [String: HeaderValue] = [:], key: String = "any"
    ) async throws {
        let receipts = try await publisher.publish([
            Publication(
                exchange: Topology.Exchange.intake.rawValue, routingKey: key,
                message: Message(contentType: type, headers: headers, body: Data(body.utf8)))
        ])
        #expect(receipts == [.confirmed])
    }

    private func event(_ id: String, _ state: String, _ more: String = "") -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"/lab","type":"disk.\#(state)","subject":"host/db1"\#(more),"data":{"ci":"db1","severity":"critical"}}"#
    }

    private func settle(_ event: EventUnderTest, _ count: Int) async throws {
        try await eventually { try await event.count("intake") == count }
        try await event.folder.drain()
    }

    @Test func `structured and binary mode are one alert and its end, once however often they come`() async throws {
        try await run { event, publisher in
            let structured = self.event("1", "firing", #","dienstkey":"\#(event.key)""#)
            for _ in 0..<2 { try await publish(publisher, structured, type: "application/cloudevents+json") }
            try await settle(event, 2)
            #expect(try await event.alerts().map(\.record.binding.item) == [EventUnderTest.db1])
            let kept: Data? = try await event.database.transaction { tx in
                try tx.first("SELECT body FROM intake") { try $0.value("body") }
            }
            #expect(String(decoding: try #require(kept), as: UTF8.self).contains(event.key) == false)
            try await publish(
                publisher, #"{"note":"50%41"}"#, type: "application/json",
                headers: [
                    "cloudEvents:specversion": .string("1.0"), "cloudEvents:id": .string("2"),
                    "cloudEvents:source": .string("/lab"), "cloudEvents_type": .string("disk.resolved"),
                    "cloudEvents:subject": .string("host/db1"), "x-dienst-key": .string(event.key),
                    "cloudEvents:time": .integer(Int64(Date().timeIntervalSince1970) + 5),
                ])
            try await settle(event, 3)
            #expect(try await event.alerts().map(\.record.state) == [.cleared])
        }
    }

    @Test func `what cannot be read is kept with its reason, and does not stop what follows`() async throws {
        try await run { event, publisher in
            try await publish(publisher, "{not json", type: "application/cloudevents+json", key: event.key)
            try await publish(
                publisher, self.event("3", "firing"), type: "application/cloudevents+json", key: event.key)
            try await settle(event, 2)
            #expect(try await event.count("intake_failure") == 1)
            #expect(try await event.alerts().count == 1)
        }
    }

    @Test func `what bears no key is parked, visible to operators`() async throws {
        try await run { event, publisher in
            try await publish(publisher, self.event("4", "firing"), type: "application/cloudevents+json", key: "nobody")
            try await eventually { try await event.count("parked_message") == 1 }
            #expect(try await event.count("intake") == 0)
        }
    }
}
