import Contracts
import Foundation
import Postgres
import Records

/// Messages to be sent, written in the transaction that causes them. Only the relay publishes.
package enum Outbox {
    /// Rows of one record share a partition, so the relay keeps their order.
    static let partitions = 16

    /// Raised after a commit that wrote to an outbox of this process.
    static let filled = Signal()

    /// Tells whoever listens. `sequence` orders the announcements of one record.
    package static func announce(
        _ message: any Announcement, sequence: Int, by provenance: Provenance, in tx: Transaction
    ) throws {
        try add(message, about: message.record, to: .announcements, sequence: sequence, by: provenance, in: tx)
    }

    /// Asks the one owner who decides.
    package static func instruct(_ message: any Instruction, by provenance: Provenance, in tx: Transaction) throws {
        try add(message, about: message.record, to: .instructions, sequence: 0, by: provenance, in: tx)
    }

    /// Asks an executor outside, by the routing key that it has bound; nobody says when there is none.
    package static func ask(
        _ message: any Instruction, route: String, by provenance: Provenance, in tx: Transaction
    ) throws {
        try add(
            message, about: message.record, to: .adjustments, route: route, sequence: 0, by: provenance, in: tx)
    }

    private static func add(
        _ message: any WireMessage, about record: UUID, to exchange: Topology.Exchange, route: String? = nil,
        sequence: Int, by provenance: Provenance, in tx: Transaction
    ) throws {
        let body = try WireJSON.encoder.encode(message)
        guard body.count <= Envelope.largestBody else {
            throw Invalid(
                "A message about \(record) would be larger than \(Envelope.largestBody) bytes.", code: "too_large")
        }
        try tx.execute(
            """
            INSERT INTO outbox
                (id, partition, exchange, subject, record, sequence, actor, command, reason, correlation, causation,
                 traceparent, body, created_at, route)
            VALUES (
                \(UUID.v7()), \(partition(of: record)), \(exchange.rawValue), \(type(of: message).subject), \(record),
                \(sequence), \(provenance.actor.description), \(provenance.command), \(provenance.reason),
                \(provenance.correlation), \(provenance.causation), \(provenance.traceparent), \(body), \(try tx.now), \(route)
            )
            """)
        tx.afterCommit { filled.raise() }
    }

    private static func partition(of record: UUID) -> Int {
        withUnsafeBytes(of: record.uuid) { bytes in Int(bytes[15] ^ bytes[14] ^ bytes[8]) % partitions }
    }
}
