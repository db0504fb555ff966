import AMQP
import Contracts
import Foundation
import Postgres
import Records

/// A message that could not be applied, kept for an operator with the reason.
package struct ParkedMessage: Sendable {
    package enum State: String, CaseIterable, Codable, Sendable { case open, replayed, discarded }

    package let id: UUID
    package let message: UUID?
    package let subject: String
    package let sender: String
    package let reason: String
    package let attempts: Int
    package let body: Data
    package let parkedAt: Date
    package let state: State
    package let decidedBy: String?
}

/// Parked messages: listed, read, replayed and discarded by an operator.
package enum Parking {
    /// Parks what could be read as an envelope.
    static func park(_ envelope: Envelope, because reason: String, in tx: Transaction) throws {
        try insert(
            message: envelope.id, subject: envelope.subject, sender: envelope.sender, reason: reason,
            attempts: envelope.attempt,
            envelope: try? StoredEnvelope(envelope).json, body: envelope.body, in: tx)
    }

    /// Parks what could not, under the routing key it came with. The same unreadable body is parked once.
    package static func park(_ delivery: Delivery, because reason: String, in tx: Transaction) throws {
        try insert(
            message: delivery.message.messageID.flatMap(UUID.init(uuidString:)),
            subject: (delivery.message.type ?? delivery.routingKey).replacing("\0", with: "\u{FFFD}"),
            sender: (delivery.message.appID ?? "").replacing("\0", with: "\u{FFFD}"), reason: reason,
            attempts: delivery.deliveryCount, envelope: nil, body: delivery.message.body, in: tx)
    }

    private static func insert(
        message: UUID?, subject: String, sender: String, reason: String, attempts: Int, envelope: JSONText?, body: Data,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO parked_message (id, message, subject, sender, reason, attempts, envelope, body, parked_at)
            VALUES (
                \(UUID.v7()), \(message), \(subject), \(sender), \(reason), \(attempts), \(envelope), \(body), \(try tx.now)
            )
            ON CONFLICT (message) WHERE state = 'open' DO NOTHING
            """)
    }

    /// The newest parked messages first.
    package static func list(
        _ state: ParkedMessage.State?, before: UUID?, limit: Int, in tx: Transaction
    ) throws -> [ParkedMessage] {
        try tx.query(
            """
            SELECT id, message, subject, sender, reason, attempts, body, parked_at, state, decided_by
            FROM parked_message
            WHERE (\(state) IS NULL OR state = \(state)) AND (\(before) IS NULL OR id < \(before))
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    package static func find(_ id: UUID, in tx: Transaction) throws -> ParkedMessage? {
        try tx.first(
            """
            SELECT id, message, subject, sender, reason, attempts, body, parked_at, state, decided_by
            FROM parked_message WHERE id = \(id)
            """, decode)
    }

    /// Drops a parked message for good; it stays readable.
    package static func discard(_ id: UUID, by actor: Actor, in tx: Transaction) throws {
        _ = try take(id, to: .discarded, by: actor, in: tx)
    }

    /// Applies a parked message now, as if it had just arrived. What its handler throws goes to the caller, and it stays parked.
    package static func replay(_ id: UUID, through incoming: Incoming, by actor: Actor, in tx: Transaction) throws {
        guard let stored = try take(id, to: .replayed, by: actor, in: tx) else {
            throw Rejection("This message has no readable envelope; it can only be discarded.", code: "not_replayable")
        }
        let envelope = try stored.envelope(body: find(id, in: tx)?.body ?? Data())
        guard let handle = incoming.handlers[envelope.subject] else {
            throw Rejection("This service does not know \(envelope.subject).", code: "unknown_subject")
        }
        if try Inbox.accept([envelope], in: tx).contains(envelope.id) { try handle(envelope, tx) }
    }

    private static func take(
        _ id: UUID, to state: ParkedMessage.State, by actor: Actor, in tx: Transaction
    ) throws -> StoredEnvelope? {
        let taken: [JSONText?] = try tx.query(
            """
            UPDATE parked_message SET state = \(state), decided_by = \(actor.description), decided_at = \(try tx.now)
            WHERE id = \(id) AND state = 'open'
            RETURNING envelope
            """
        ) { try $0.value("envelope") }
        guard let envelope = taken.first else {
            guard let parked = try find(id, in: tx) else {
                throw NotFound("parked message", id.uuidString.lowercased())
            }
            throw Rejection("This message was \(parked.state.rawValue) before.", code: "already_decided")
        }
        return try envelope.map { try RecordColumn.decode(StoredEnvelope.self, $0) }
    }

    private static func decode(_ row: Row) throws -> ParkedMessage {
        ParkedMessage(
            id: try row.value("id"), message: try row.value("message"), subject: try row.value("subject"),
            sender: try row.value("sender"), reason: try row.value("reason"), attempts: try row.value("attempts"),
            body: try row.value("body"), parkedAt: try row.value("parked_at"), state: try row.value("state"),
            decidedBy: try row.value("decided_by"))
    }
}

/// An envelope without its body, as kept beside a parked message.
private struct StoredEnvelope: Codable {
    let id: UUID
    let subject: String
    let sender: String
    let record: UUID
    let sequence: Int
    let time: Date
    let provenance: Provenance
    let attempt: Int

    init(_ envelope: Envelope) {
        id = envelope.id
        subject = envelope.subject
        sender = envelope.sender
        record = envelope.record
        sequence = envelope.sequence
        time = envelope.time
        provenance = envelope.provenance
        attempt = envelope.attempt
    }

    var json: JSONText {
        get throws { try RecordColumn.encode(self) }
    }

    func envelope(body: Data) -> Envelope {
        Envelope(
            id: id, subject: subject, sender: sender, record: record, sequence: sequence, time: time,
            provenance: provenance, attempt: attempt, body: body)
    }
}
