import AMQP
import Contracts
import EventDomain
import Foundation
import Messaging
import Records
import Synchronization
import TestSupport
import Testing

@testable import EventApp

@Suite struct AdjustmentBrokerTests {
    private static let executor =
        #"{"name":"restart","purpose":"Restart it","rehearses":false,"settle":60,"#
        + #""action":{"executor":{"route":"ops.restart"},"timeout":30},"#
        + #""rollback":{"executor":{"route":"ops.undo"},"timeout":30},"#
        + #""guards":{"classes":["server"]},"limits":{"coolDown":0,"perHour":9,"items":5,"services":5}}"#

    @Test func `an executor is asked over the broker by its route, and answers with the outcome`() async throws {
        try await withExecutor { trial, relay, executor in
            try await trial.hear("Slow", on: "web1")
            #expect(try await trial.run("ADJ0000001").state == .running)
            while try await relay.relayOnce() > 0 {}
            try await eventually { !executor.asked.isEmpty }
            let asked = try #require(executor.asked.first)
            #expect(asked.itemName == "web1" && asked.number == "ADJ0000001" && !asked.isRollback)
            try await executor.answer(asked, successful: true)
            try await eventually { try await trial.run("ADJ0000001").state == .succeeded }
            #expect(try await trial.run("ADJ0000001").answer == "did it")
            #expect(try await trial.event.mismatches().isEmpty)
        }
    }

    @Test func `an executor that fails is asked to undo it, on the other route`() async throws {
        try await withExecutor { trial, relay, executor in
            try await trial.hear("Slow", on: "web1")
            while try await relay.relayOnce() > 0 {}
            try await eventually { executor.asked.count == 1 }
            try await executor.answer(executor.asked[0], successful: false)
            try await eventually { try await trial.run("ADJ0000001").state == .rollingBack }
            try await trial.drain()
            while try await relay.relayOnce() > 0 {}
            try await eventually { executor.asked.count == 2 }
            #expect(executor.asked[1].isRollback)
            try await executor.answer(executor.asked[1], successful: true)
            try await eventually { try await trial.run("ADJ0000001").state == .rolledBack }
        }
    }

    @Test func `an executor that is not there is waited for, and no longer`() async throws {
        try await withExecutor { trial, relay, _ in
            try await trial.hear("Slow", on: "web1")
            try await trial.pass(31)
            let run = try await trial.run("ADJ0000001")
            #expect(run.state == .rollingBack || run.state == .rollbackFailed)
            try await trial.pass(31)
            #expect(try await trial.run("ADJ0000001").state == .rollbackFailed)
            while try await relay.relayOnce() > 0 {}
        }
    }

    private func withExecutor(
        _ test: @escaping @Sendable (Adjusting, OutboxRelay, Executor) async throws -> Void
    ) async throws {
        try await Adjusting.run { trial in
            let made = try await trial.runbookReply(Self.executor)
            #expect(made.status == 201, "\(made.reply)")
            try await trial.ruleThatAsks()
            try await TestBroker.run { broker in
                try await broker.bind("ops", to: .adjustments, keys: ["ops.*"])
                let executor = Executor(publisher: try broker.publisher())
                let sending = Publisher(try broker.configuration(as: "event"), logger: .silent)
                let relay = OutboxRelay(
                    service: "event", database: trial.event.database, publisher: sending, logger: .silent)
                let service = try #require(Topology.service("event"))
                let reader = MessageReader(
                    service: service, database: trial.event.database,
                    incoming: incoming(trial.event.moves, trial.works),
                    retries: sending, logger: .silent)
                let consumers = [
                    Consumer(
                        try broker.configuration("ops"), queue: "ops", logger: .silent,
                        handle: { executor.hear($0) }),
                    Consumer(
                        try broker.configuration(as: "event"), queue: service.queue, logger: .silent,
                        handle: { await reader.read($0) }),
                ]
                try await test(trial, relay, executor)
                for consumer in consumers { await consumer.close() }
                await sending.close()
                await executor.publisher.close()
            }
        }
    }
}

/// Somebody outside who does what runbooks ask.
private final class Executor: Sendable {
    let publisher: Publisher
    private let all = Mutex<[AdjustmentRequested]>([])

    init(publisher: Publisher) { self.publisher = publisher }

    var asked: [AdjustmentRequested] { all.withLock { $0 } }

    func hear(_ deliveries: [AMQP.Delivery]) -> [Settlement] {
        deliveries.map { delivery in
            guard let asked = try? WireJSON.decoder.decode(AdjustmentRequested.self, from: delivery.message.body)
            else { return .reject }
            all.withLock { $0.append(asked) }
            return .accept
        }
    }

    func answer(_ asked: AdjustmentRequested, successful: Bool) async throws {
        let outcome = AdjustmentOutcome(
            record: asked.record, isRollback: asked.isRollback, successful: successful, detail: "did it")
        let message = Message(
            messageID: UUID().uuidString, type: AdjustmentOutcome.subject, contentType: "application/json",
            appID: "ops", headers: ["cloudEvents:subject": .string(asked.record.uuidString)],
            body: try WireJSON.encoder.encode(outcome))
        let receipts = try await publisher.publish([
            Publication(
                exchange: Topology.Exchange.instructions.rawValue, routingKey: AdjustmentOutcome.subject,
                mandatory: true, message: message)
        ])
        #expect(receipts == [.confirmed])
    }
}
