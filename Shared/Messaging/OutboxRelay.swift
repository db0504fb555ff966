import AMQP
import Foundation
import Logging
import Postgres
import Records

/// Carries the outbox to the broker: the only thing that publishes a service's own messages.
///
/// Any number of copies may run. Each locks a few partitions, publishes their rows in order, waits for every confirm, moves
/// the rows to the archive and commits. A crash in between publishes again, which readers notice by message id.
package struct OutboxRelay: Sendable {
    private static let batch = 500
    private static let partitionsAtOnce = 8

    private let service: String
    private let database: Database
    private let publisher: Publisher
    private let logger: Logger

    package init(service: String, database: Database, publisher: Publisher, logger: Logger) {
        self.service = service
        self.database = database
        self.publisher = publisher
        self.logger = logger
    }

    /// Runs until the task is cancelled.
    package func run() async {
        var backOff = BackOff(from: .milliseconds(200), to: .seconds(5))
        while !Task.isCancelled {
            do {
                let sent = try await relayOnce()
                backOff.reset()
                if sent == 0 { await Outbox.filled.wait(atMost: .milliseconds(Int.random(in: 400...600))) }
            } catch {
                logger.warning(
                    "The outbox waits: messages could not be handed to the broker", metadata: ["error": "\(error)"])
                await Outbox.filled.wait(atMost: backOff.next())
            }
        }
    }

    /// Publishes one batch; answers how many messages it held.
    package func relayOnce() async throws -> Int {
        let publisher = publisher
        let service = service
        return try await database.transaction { tx in
            let rows = try Self.take(in: tx)
            guard !rows.isEmpty else { return 0 }
            let receipts = try publisher.publishAndWait(
                rows.map { $0.publication(from: service) }, timeout: .seconds(4))
            let confirmed = zip(rows, receipts).filter { $0.1 == .confirmed }.map(\.0)
            guard confirmed.count == rows.count else {
                throw NotConfirmed(receipts: receipts.filter { $0 != .confirmed })
            }
            try Self.archive(rows.map(\.sequence), in: tx)
            return rows.count
        }
    }

    private static func take(in tx: Transaction) throws -> [OutboxRow] {
        let partitions: [Int] = try tx.query(
            """
            SELECT p.partition FROM outbox_partition AS p
            WHERE EXISTS (SELECT 1 FROM outbox AS o WHERE o.partition = p.partition)
            ORDER BY random() LIMIT \(partitionsAtOnce) FOR UPDATE SKIP LOCKED
            """
        ) { try $0.value("partition") }
        guard !partitions.isEmpty else { return [] }
        return try tx.query(
            """
            SELECT seq, id, exchange, subject, record, sequence, actor, command, reason, correlation, causation,
                   traceparent, body, created_at, route
            FROM outbox WHERE partition = ANY(\(partitions)) ORDER BY seq LIMIT \(batch)
            """, OutboxRow.init)
    }

    private static func archive(_ rows: [Int], in tx: Transaction) throws {
        try tx.execute(
            """
            WITH sent AS (DELETE FROM outbox WHERE seq = ANY(\(rows)) RETURNING *)
            INSERT INTO archive
                (seq, id, partition, exchange, subject, record, sequence, actor, command, reason, correlation, causation,
                 traceparent, body, created_at, route, published_at)
            SELECT seq, id, partition, exchange, subject, record, sequence, actor, command, reason, correlation, causation,
                   traceparent, body, created_at, route, dienst_now()
            FROM sent
            """)
    }
}

/// Some messages came back or were refused; all stay in the outbox and are tried again.
private struct NotConfirmed: Error, CustomStringConvertible {
    let receipts: [Receipt]
    var description: String {
        "\(receipts.count) messages were not taken, the first: \(receipts.first.map { "\($0)" } ?? "")"
    }
}

/// One message waiting in the outbox.
private struct OutboxRow {
    let sequence: Int
    let exchange: String
    let route: String?
    let envelope: @Sendable (String) -> Envelope

    init(_ row: Row) throws {
        sequence = try row.value("seq")
        exchange = try row.value("exchange")
        route = try row.value("route")
        let actor: String = try row.value("actor")
        let provenance = Provenance(
            actor: Actor(actor) ?? .service(actor), command: try row.value("command"), reason: try row.value("reason"),
            correlation: try row.value("correlation"), causation: try row.value("causation"),
            traceparent: try row.value("traceparent"))
        let id: UUID = try row.value("id")
        let subject: String = try row.value("subject")
        let record: UUID = try row.value("record")
        let position: Int = try row.value("sequence")
        let time: Date = try row.value("created_at")
        let body: Data = try row.value("body")
        envelope = { sender in
            Envelope(
                id: id, subject: subject, sender: sender, record: record, sequence: position, time: time,
                provenance: provenance, body: body)
        }
    }

    func publication(from service: String) -> Publication {
        let envelope = envelope(service)
        return Publication(
            exchange: exchange, routingKey: route ?? envelope.subject,
            mandatory: exchange == Topology.Exchange.instructions.rawValue, message: envelope.message)
    }
}
