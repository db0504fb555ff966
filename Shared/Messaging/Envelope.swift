import AMQP
import Contracts
import Foundation
import Records

/// What travels around a message body: CloudEvents 1.0 attributes as AMQP properties and headers, binary mode.
package struct Envelope: Sendable {
    /// 256 KiB: announcements are bounded, files travel by reference.
    package static let largestBody = 256 * 1024

    package var id: UUID
    package var subject: String
    /// The service that sent it.
    package var sender: String
    package var record: UUID
    /// Orders the announcements of one record; 0 for instructions.
    package var sequence: Int
    package var time: Date
    package var provenance: Provenance
    /// How often it was tried before by this reader.
    package var attempt: Int
    package var body: Data

    /// As it goes to the broker.
    package var message: Message {
        var headers: [String: HeaderValue] = [
            "cloudEvents:specversion": .string("1.0"),
            "cloudEvents:source": .string("/dienst/\(sender)"),
            "cloudEvents:subject": .string(record.uuidString.lowercased()),
            "cloudEvents:time": .string(WireTime.text(time)),
            "sequence": .integer(Int64(sequence)),
            "actor": .string(provenance.actor.description),
            "command": .string(provenance.command),
            "correlation": .string(provenance.correlation),
            "attempt": .integer(Int64(attempt)),
        ]
        if let reason = provenance.reason { headers["reason"] = .string(String(reason.prefix(500))) }
        if let causation = provenance.causation { headers["causation"] = .string(causation.uuidString.lowercased()) }
        if let trace = provenance.traceparent { headers["traceparent"] = .string(trace) }
        return Message(
            messageID: id.uuidString.lowercased(), type: subject, contentType: "application/json", appID: sender,
            timestamp: time, headers: headers, body: body)
    }

    /// Reads what `message` wrote. Throws `Invalid` naming what is missing.
    init(_ message: Message) throws(Invalid) {
        guard let id = message.messageID.flatMap(UUID.init(uuidString:)) else {
            throw Invalid("The message has no id (property message-id, a UUID).", field: "message-id")
        }
        guard let subject = message.type, !subject.isEmpty else {
            throw Invalid("The message has no subject (property type).", field: "type")
        }
        guard let sender = message.appID, !sender.isEmpty else {
            throw Invalid("The message does not say which service sent it (property app-id).", field: "app-id")
        }
        guard let record = message.text("cloudEvents:subject").flatMap(UUID.init(uuidString:)) else {
            throw Invalid("The message does not say what it is about (header cloudEvents:subject).", field: "subject")
        }
        self.id = id
        self.subject = subject
        self.sender = sender
        self.record = record
        self.sequence = message.integer("sequence").map(Int.init) ?? 0
        self.time = message.text("cloudEvents:time").flatMap(WireTime.date) ?? message.timestamp ?? .distantPast
        self.provenance = Provenance(
            actor: message.text("actor").flatMap(Actor.init) ?? .service(sender),
            command: message.text("command") ?? subject,
            reason: message.text("reason"), correlation: message.text("correlation") ?? id.uuidString.lowercased(),
            causation: message.text("causation").flatMap(UUID.init(uuidString:)),
            traceparent: message.text("traceparent"))
        self.attempt = message.integer("attempt").map(Int.init) ?? 0
        self.body = message.body
    }

    package init(
        id: UUID, subject: String, sender: String, record: UUID, sequence: Int, time: Date, provenance: Provenance,
        attempt: Int = 0, body: Data
    ) {
        self.id = id
        self.subject = subject
        self.sender = sender
        self.record = record
        self.sequence = sequence
        self.time = time
        self.provenance = provenance
        self.attempt = attempt
        self.body = body
    }
}
