import AMQP
import Contracts
import Foundation
import Logging
import Messaging
import Postgres

/// CloudEvents that come over the broker, by the AMQP binding 1.0 in structured and binary mode. They go into the same intake as
/// requests, and are settled once they are in the database.
///
/// The integration's key is the extension `dienstkey`, a header `x-dienst-key`, or the routing key. What bears none is parked.
struct BrokerIntake: Sendable {
    private static let keyHeader = "x-dienst-key"

    let database: Database
    let keys: KeyCache
    let folding: Signal
    let logger: Logger

    /// Keeps a chunk in one transaction, in order. While the database is away nothing is settled.
    func read(_ deliveries: [AMQP.Delivery], halt: Halt) async -> [Settlement] {
        while !halt.isCalled, !Task.isCancelled {
            do {
                try await keep(deliveries)
                return deliveries.map { _ in .accept }
            } catch let error as DatabaseError where error.isTransient {
                logger.warning("CloudEvents wait for the database", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .milliseconds(500))
            } catch {
                guard deliveries.count == 1 else { return await readOneByOne(deliveries, halt) }
                logger.error("A CloudEvent cannot be kept and is parked", metadata: ["error": "\(error)"])
                return [.reject]
            }
        }
        return deliveries.map { _ in .requeue }
    }

    private func readOneByOne(_ deliveries: [AMQP.Delivery], _ halt: Halt) async -> [Settlement] {
        var settlements: [Settlement] = []
        for delivery in deliveries { settlements += await read([delivery], halt: halt) }
        return settlements
    }

    private func keep(_ deliveries: [AMQP.Delivery]) async throws {
        var arrivals: [IntakeStore.Arrival] = []
        var strangers: [AMQP.Delivery] = []
        for delivery in deliveries {
            guard let source = try await source(of: delivery) else {
                strangers.append(delivery)
                continue
            }
            let told = Self.told(delivery, by: source)
            arrivals.append(IntakeStore.Arrival(told, CloudEventsFormat.self, CloudEventsFormat.read(told)))
        }
        try await database.transaction { [arrivals, strangers] tx in
            if !arrivals.isEmpty { try IntakeStore().keep(arrivals, in: tx) }
            for delivery in strangers {
                try Parking.park(delivery, because: "It bears no integration's key.", in: tx)
            }
            tx.afterCommit { folding.raise() }
        }
    }

    /// Nil without a key that is somebody's.
    private func source(of delivery: AMQP.Delivery) async throws -> Source? {
        let message = delivery.message
        let attributes = Self.attributes(message)
        let candidates = [
            attributes[CloudEventsFormat.keyAttribute], message.text(Self.keyHeader),
            CloudEventsFormat.key(in: message.body), delivery.routingKey,
        ]
        for case let key? in candidates {
            if let source = try await keys.find(key) { return source }
        }
        return nil
    }

    /// As it would have come over HTTP, without the key.
    private static func told(_ delivery: AMQP.Delivery, by source: Source) -> Delivery {
        let message = delivery.message
        var headers: [String: String] = [:]
        headers["content-type"] = message.contentType.map { String($0.filter { $0.isASCII && $0 >= " " }.prefix(200)) }
        for (name, value) in attributes(message) where name != CloudEventsFormat.keyAttribute {
            headers["ce-\(name)"] = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        }
        let key = CloudEventsFormat.key(in: message.body)
        return Delivery(
            integration: source.id, headers: headers,
            body: key.map { AcceptDelivery.hiding($0, in: message.body) } ?? message.body, receivedAt: Date(),
            profile: source.profile)
    }

    /// The attributes of binary mode: `cloudEvents:type`, or `cloudEvents_type` as later editions have it.
    private static func attributes(_ message: Message) -> [String: String] {
        var found: [String: String] = [:]
        for (header, value) in message.headers where found.count < 100 {
            for prefix in ["cloudEvents:", "cloudEvents_"] where header.hasPrefix(prefix) {
                let name = header.dropFirst(prefix.count).lowercased()
                guard (1...100).contains(name.count), name.utf8.allSatisfy({ isAttribute($0) }) else { continue }
                found[name] = text(value, of: name).map { String($0.prefix(4096)) }
            }
        }
        return found
    }

    private static func isAttribute(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    /// A time may be one of AMQP, in seconds.
    private static func text(_ value: HeaderValue, of name: String) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number):
            name == "time" ? WireTime.text(Date(timeIntervalSince1970: TimeInterval(number))) : String(number)
        case .boolean(let truth): String(truth)
        case .other: nil
        }
    }
}
