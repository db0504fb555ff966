import AMQP
import Foundation
import Logging
import Postgres
import Records
import Synchronization

/// Applies what arrives in a service's queue: a chunk in one transaction; when that fails, one by one.
///
/// A Rejection is applied as "no" and logged, an Invalid is parked, trouble is tried again later by way of the retry queues
/// and parked in the end. While the database is away nothing is settled, so nothing more is delivered.
package struct MessageReader: Sendable {
    /// How often a message is tried after each delay before it is parked.
    static let ladder: [Topology.RetryDelay] =
        Array(repeating: .fiveSeconds, count: 3) + Array(repeating: .thirtySeconds, count: 3)
        + Array(repeating: .fiveMinutes, count: 6)

    private let service: Topology.Service
    private let database: Database
    private let incoming: Incoming
    private let retries: Publisher
    private let logger: Logger
    private let halt: Halt

    /// - Parameter halt: ends waiting for the database, so that a stopping service gives back what it holds.
    package init(
        service: Topology.Service, database: Database, incoming: Incoming, retries: Publisher, logger: Logger,
        halt: Halt = Halt()
    ) {
        self.service = service
        self.database = database
        self.incoming = incoming
        self.retries = retries
        self.logger = logger
        self.halt = halt
    }

    package func read(_ deliveries: [Delivery]) async -> [Settlement] {
        let readings = deliveries.map(Reading.init)
        if await applied(readings) { return deliveries.map { _ in .accept } }
        var settlements: [Settlement] = []
        for reading in readings { settlements.append(await readAlone(reading)) }
        return settlements
    }

    /// Stores what the broker gave up on.
    package func readParked(_ deliveries: [Delivery]) async -> [Settlement] {
        var settlements: [Settlement] = []
        for reading in deliveries.map(Reading.init) {
            settlements.append(
                await park(
                    reading, because: "The broker gave up on it after \(reading.delivery.deliveryCount) deliveries."))
        }
        return settlements
    }

    private func applied(_ readings: [Reading]) async -> Bool {
        let envelopes = readings.compactMap(\.envelope)
        guard envelopes.count == readings.count, envelopes.allSatisfy({ incoming.handlers[$0.subject] != nil }) else {
            return false
        }
        do {
            try await database.transaction { tx in try apply(envelopes, in: tx) }
            return true
        } catch {
            return false
        }
    }

    private func apply(_ envelopes: [Envelope], in tx: Transaction) throws {
        var fresh = try Inbox.accept(envelopes, in: tx)
        for envelope in envelopes where fresh.remove(envelope.id) != nil {
            try incoming.handlers[envelope.subject]?(envelope, tx)
        }
    }

    private func readAlone(_ reading: Reading) async -> Settlement {
        guard let envelope = reading.envelope else { return await park(reading, because: reading.fault) }
        guard incoming.handlers[envelope.subject] != nil else {
            return await park(reading, because: "This service does not know \(envelope.subject).")
        }
        return await patiently { () async throws(DatabaseAway) -> Settlement in
            do {
                try await database.transaction { tx in try apply([envelope], in: tx) }
                return .accept
            } catch let rejection as Rejection {
                return try await note(envelope, rejected: rejection)
            } catch let invalid as Invalid {
                return await park(reading, because: invalid.message)
            } catch let error as DatabaseError where error.isAway {
                throw DatabaseAway()
            } catch {
                return await retryLater(reading, envelope, after: error)
            }
        }
    }

    private func note(_ envelope: Envelope, rejected: Rejection) async throws(DatabaseAway) -> Settlement {
        logger.notice(
            "A message was refused by the rules",
            metadata: ["subject": "\(envelope.subject)", "message": "\(envelope.id)", "because": "\(rejected.message)"])
        do {
            try await database.transaction { tx in _ = try Inbox.accept([envelope], in: tx) }
            return .accept
        } catch {
            throw DatabaseAway()
        }
    }

    private func retryLater(_ reading: Reading, _ envelope: Envelope, after error: any Error) async -> Settlement {
        guard envelope.attempt < Self.ladder.count else {
            return await park(reading, because: "It failed \(envelope.attempt + 1) times, at last with: \(error)")
        }
        logger.warning(
            "A message is tried again later",
            metadata: [
                "subject": "\(envelope.subject)", "message": "\(envelope.id)", "attempt": "\(envelope.attempt + 1)",
                "error": "\(error)",
            ])
        let delay = Self.ladder[envelope.attempt]
        var again = envelope
        again.attempt += 1
        let copy = Publication(
            exchange: Topology.Exchange.retry.rawValue, routingKey: service.retryKey(delay), mandatory: true,
            message: again.message)
        do {
            return try await retries.publish([copy]) == [.confirmed] ? .accept : .requeue
        } catch {
            return .requeue
        }
    }

    private func park(_ reading: Reading, because reason: String) async -> Settlement {
        logger.error(
            "A message was parked",
            metadata: [
                "subject": "\(reading.delivery.message.type ?? reading.delivery.routingKey)", "because": "\(reason)",
            ])
        return await patiently { () async throws(DatabaseAway) -> Settlement in
            do {
                try await database.transaction { tx in
                    if let envelope = reading.envelope {
                        try Parking.park(envelope, because: reason, in: tx)
                    } else {
                        try Parking.park(reading.delivery, because: reason, in: tx)
                    }
                }
                return .accept
            } catch {
                throw DatabaseAway()
            }
        }
    }

    /// Tries until the database is there; on a halt the message goes back to its queue.
    private func patiently(_ attempt: () async throws(DatabaseAway) -> Settlement) async -> Settlement {
        var backOff = BackOff(from: .milliseconds(100), to: .seconds(1))
        while !halt.isCalled {
            do {
                return try await attempt()
            } catch {
                do { try await Task.sleep(for: backOff.next()) } catch { return .requeue }
            }
        }
        return .requeue
    }
}

/// Tells a reader that its service is stopping.
package final class Halt: Sendable {
    private let called = Atomic(false)

    package init() {}

    package func call() { called.store(true, ordering: .relaxed) }
    package var isCalled: Bool { called.load(ordering: .relaxed) }
}

/// The database cannot be reached now.
private struct DatabaseAway: Error {}

extension DatabaseError {
    /// Whether waiting for the database is all that helps.
    fileprivate var isAway: Bool {
        switch kind {
        case .connectionLost, .poolExhausted, .ambiguousCommit, .shutDown: true
        case .server(let state): state.hasPrefix("57P") || state.hasPrefix("53") || state.hasPrefix("08")
        case .undecodable, .misuse: false
        }
    }
}

/// A delivery and what could be read of it.
private struct Reading: Sendable {
    let delivery: Delivery
    let envelope: Envelope?
    let fault: String

    init(_ delivery: Delivery) {
        self.delivery = delivery
        do {
            envelope = try Envelope(delivery.message)
            fault = ""
        } catch {
            envelope = nil
            fault = error.message
        }
    }
}
