import AMQP
import Contracts
import Foundation
import Messaging
import Records
import Synchronization
import TestSupport
import Testing

@Suite struct LiveFeedTests {
    @Test func `every announcement of any service reaches each copy of the desk, and its readers as before`()
        async throws
    {
        try await TestBroker.run { broker in
            let copies = [Heard(), Heard()]
            let consumers = try copies.map { try listening(in: broker, as: "desk", $0) }
            try await eventually { copies.allSatisfy { $0.beginnings == 1 } }
            let reader = Heard()
            let queue = Consumer(
                try broker.configuration(as: "problem"), queue: "dienst.problem.in", logger: .silent,
                handle: reader.feed.read)
            let record = UUID()
            for (sender, subject) in [
                ("incident", "incident.incident.changed.v1"), ("event", "event.service-health.changed.v1"),
            ] {
                let publisher = Publisher(try broker.configuration(as: sender), logger: .silent)
                let outcome = try await publisher.publish([announcement(subject, by: sender, of: record)])
                #expect(outcome == [.confirmed])
                await publisher.close()
            }
            for copy in copies {
                try await eventually { copy.hints.count == 2 }
                #expect(Set(copy.hints.map(\.topic)) == ["incident", "service-health"])
                #expect(copy.hints.allSatisfy { $0.record == record && $0.sequence == 3 })
            }
            try await eventually { reader.hints.map(\.topic) == ["incident"] }
            for consumer in consumers + [queue] { await consumer.close() }
        }
    }

    @Test func `nobody but the desk may listen to everything`() async throws {
        try await TestBroker.run { broker in
            let (desk, incident) = (Heard(), Heard())
            let refused = try listening(in: broker, as: "incident", incident)
            let allowed = try listening(in: broker, as: "desk", desk)
            try await eventually { desk.beginnings == 1 }
            #expect(incident.beginnings == 0 && refused.state != .open)
            await allowed.close()
            await refused.close()
        }
    }

    private func listening(in broker: TestBroker, as service: String, _ heard: Heard) throws -> Consumer {
        Consumer(
            try broker.configuration(as: service), broadcast: Topology.Exchange.live.rawValue, logger: .silent,
            began: heard.feed.missed, handle: heard.feed.read)
    }

    private func announcement(_ subject: String, by sender: String, of record: UUID) -> Publication {
        let envelope = Envelope(
            id: UUID.v7(), subject: subject, sender: sender, record: record, sequence: 3, time: Date(),
            provenance: Provenance(actor: .service(sender), command: "test", correlation: "test"), body: Data("{}".utf8)
        )
        return Publication(
            exchange: Topology.Exchange.announcements.rawValue, routingKey: subject, mandatory: true,
            message: envelope.message)
    }
}

/// What one copy heard.
private final class Heard: Sendable {
    private let all = Mutex<(hints: [Hint], beginnings: Int)>(([], 0))

    var hints: [Hint] { all.withLock { $0.hints } }
    var beginnings: Int { all.withLock { $0.beginnings } }

    var feed: LiveFeed {
        LiveFeed { hints in
            self.all.withLock { $0.hints += hints }
        } missed: {
            self.all.withLock { $0.beginnings += 1 }
        }
    }
}
