import Chassis
import Contracts
import EventDomain
import Foundation
import HTTPTypes
import Hummingbird
import Messaging
import Postgres
import Records

/// Keeps what a source sends before it is answered. Folding it comes later, by whoever is free.
struct AcceptDelivery: Sendable {
    static let bodyLimit = 5 << 20
    /// Beyond this many requests on their way to the database, senders are asked to come again.
    private static let mostWaiting = 4000

    let keys: KeyCache
    let inlet: Batcher<IntakeStore.Arrival, Bool>
    let folding: Signal
    let outside: Outside

    init(database: Database, folding: Signal, outside: Outside = Outside(certificates: nil)) {
        self.outside = outside
        keys = KeyCache(database: database)
        self.folding = folding
        inlet = Batcher(database: database, lanes: 2, maximum: 500) { arrivals, tx in
            try IntakeStore().keep(arrivals, in: tx)
            tx.afterCommit { folding.raise() }
            return arrivals.map { _ in true }
        }
    }

    /// Keeps what a call brings. Throws 401 for an unknown key, and 400 naming what could not be understood; it is kept
    /// nevertheless, and what could be understood of it is folded.
    func accept(
        _ call: Call, _ format: any IntakeFormat.Type, by entrance: Entrance, hasKey: Bool
    ) async throws -> Receipt {
        guard inlet.waiting < AcceptDelivery.mostWaiting else {
            throw ErrorReply(.serviceUnavailable, "overloaded", "More arrives than can be kept. Try again shortly.")
        }
        var body = try Gunzip.opened(
            Data(try await call.body().readableBytesView), encoding: call.request.headers[.contentEncoding],
            limit: AcceptDelivery.bodyLimit)
        let key = try IntakeKey.find(call, of: format, in: body, isInAddress: hasKey)
        let source = try await keys.source(key)
        let headerValue = { (name: String) in HTTPField.Name(name).flatMap { call.request.headers[$0] } }
        guard format.isGenuine(body, key: key ?? "", header: headerValue) else { throw AcceptDelivery.forged }
        if let hidden = format.key(in: body) { body = Self.hiding(hidden, in: body) }
        let delivery = Delivery(
            integration: source.id, headers: try Self.kept(call, format, entrance), body: body, receivedAt: Date(),
            profile: source.profile)
        try await refuse(delivery, format)
        let reading = try await keep(delivery, format)
        if let fault = reading.faults.first { throw AcceptDelivery.reply(fault, reading) }
        return Receipt(delivery: delivery, reading: reading, database: keys.database, outside: outside)
    }

    /// Throws 403 for what is forged, which is kept for people to see and never read again; 503 while that cannot be told.
    private func refuse(_ delivery: Delivery, _ format: any IntakeFormat.Type) async throws {
        switch await format.doubt(about: delivery, by: outside) {
        case nil: return
        case .open(let reason):
            throw ErrorReply(.serviceUnavailable, "not_proven", "Whether this is genuine cannot be told: \(reason).")
        case .forged(let reason):
            var forged = delivery
            forged.doubt = reason
            _ = try await keep(forged, format)
            throw ErrorReply(.forbidden, "forged", "This does not count: \(reason).")
        }
    }

    /// Keeps what a source said, however it came, and answers what could be understood of it. Throws when the database is away.
    func keep(_ delivery: Delivery, _ format: any IntakeFormat.Type) async throws -> Reading {
        let reading = delivery.reading(by: format)
        if !reading.isEmpty { _ = try await inlet.submit(IntakeStore.Arrival(delivery, format, reading)) }
        return reading
    }

    /// Only what carries content; never credentials.
    private static func kept(
        _ call: Call, _ format: any IntakeFormat.Type, _ entrance: Entrance
    ) throws -> [String: String] {
        var placeholders: [String: String] = [:]
        for step in entrance.path.split(separator: "/") where step.hasPrefix("{") && step != "{key}" {
            let name = String(step.dropFirst().dropLast())
            placeholders[name] = try call.path(name)
        }
        var kept = Delivery.requestLine(
            entrance: format.entrances.count > 1 ? entrance.path : nil, placeholders: placeholders,
            query: call.query.all.filter { !IntakeKey.isKey(query: $0.key) },
            request: entrance.givesRequest ? UUID.v7() : nil)
        for field in call.request.headers {
            let name = field.name.canonicalName
            if format.keeps(header: name) { kept[name] = String(field.value.prefix(4096)) }
        }
        return kept
    }

    private static let forged = ErrorReply(
        .unauthorized, "signature_wrong", "The signature, or the token, is not that of the integration's key.")

    /// The body with asterisks where the key stands in quotes.
    static func hiding(_ key: String, in body: Data) -> Data {
        let quoted = Data("\"\(key)\"".utf8)
        var (body, from) = (body, body.startIndex)
        while let found = body.range(of: quoted, in: from..<body.endIndex) {
            let inner = found.lowerBound + 1..<found.upperBound - 1
            body.replaceSubrange(inner, with: repeatElement(UInt8(ascii: "*"), count: inner.count))
            from = found.upperBound
        }
        return body
    }

    private static func reply(_ fault: Invalid, _ reading: Reading) -> ErrorReply {
        let isTooMany = fault.code == "too_many"
        var reply = ErrorReply(
            isTooMany ? .contentTooLarge : .badRequest, fault.code == "invalid" ? "bad_event" : fault.code,
            fault.message,
            field: fault.field)
        reply.more = [
            "accepted": .number(reading.events.count),
            "faults": .list(
                reading.faults.prefix(20).map {
                    .object(["field": $0.field.map { .text($0) } ?? .null, "detail": .text($0.message)])
                }),
        ]
        return reply
    }
}
