import Contracts
import Foundation
import Postgres
import Records

/// What a handler knows of a message beside its body.
package struct Received: Sendable {
    package let messageID: UUID
    /// Orders the announcements of one record.
    package let sequence: Int
    package let sender: String
    /// Ready to pass on: the sender acts, through this message.
    package let provenance: Provenance

    package init(messageID: UUID, sequence: Int, sender: String, provenance: Provenance) {
        self.messageID = messageID
        self.sequence = sequence
        self.sender = sender
        self.provenance = provenance
    }
}

/// What a service listens to, by subject.
package struct Incoming: Sendable {
    typealias Handler = @Sendable (Envelope, Transaction) throws -> Void

    private(set) var handlers: [String: Handler] = [:]

    package init() {}

    /// Announcements that the topology sends to this service and nobody here would take.
    package func unheard(by service: Topology.Service) -> [String] {
        service.hears.filter { handlers[$0] == nil }
    }

    /// Keeps others' records without acting on them.
    package mutating func keep<M: Announcement>(_ type: M.Type) {
        on(type, keep: true) { _, _, _ in }
    }

    /// Acts on an announcement; `keep` also keeps the record, before the handler runs.
    package mutating func on<M: Announcement>(
        _ type: M.Type, keep: Bool = false, _ handle: @escaping @Sendable (M, Received, Transaction) throws -> Void
    ) {
        handlers[M.subject] = { envelope, tx in
            let message = try envelope.decode(M.self)
            if keep { try Projection<M>().keep(message, sequence: envelope.sequence, in: tx) }
            try handle(message, envelope.received, tx)
        }
    }

    /// Obeys an instruction.
    package mutating func on<I: Instruction>(
        _ type: I.Type, _ handle: @escaping @Sendable (I, Received, Transaction) throws -> Void
    ) {
        handlers[I.subject] = { envelope, tx in
            try handle(try envelope.decode(I.self), envelope.received, tx)
        }
    }
}

extension Envelope {
    fileprivate func decode<M: Decodable>(_ type: M.Type) throws -> M {
        do {
            return try WireJSON.decoder.decode(type, from: body)
        } catch let error as DecodingError {
            throw Invalid(
                "The body does not fit \(subject): \(error.sentence)", field: error.path, code: "unreadable_body")
        }
    }

    var received: Received {
        Received(
            messageID: id, sequence: sequence, sender: sender,
            provenance: Provenance(
                actor: .service(sender), command: subject, reason: provenance.reason,
                correlation: provenance.correlation,
                causation: id, traceparent: provenance.traceparent))
    }
}

extension DecodingError {
    /// Where in the body, as `alerts.0.severity`.
    fileprivate var path: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.map(\.stringValue).joined(separator: ".")
        case .keyNotFound(let key, let context):
            (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
        @unknown default: ""
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .keyNotFound: "\(path) is missing."
        case .typeMismatch, .valueNotFound: "\(path) has another type."
        case .dataCorrupted where path.isEmpty: "it is not JSON."
        case .dataCorrupted: "\(path) cannot be read."
        @unknown default: "it cannot be read."
        }
    }
}
