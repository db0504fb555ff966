import Chassis
import Contracts
import EventDomain
import Foundation
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

    init(database: Database, folding: Signal) {
        keys = KeyCache(database: database)
        self.folding = folding
        inlet = Batcher(database: database, lanes: 2, maximum: 500) { arrivals, tx in
            try IntakeStore().keep(arrivals, in: tx)
            tx.afterCommit { folding.raise() }
            return arrivals.map { _ in true }
        }
    }

    /// Throws 401 for an unknown key, and 400 naming what could not be understood; what could be is kept nevertheless.
    ///
    /// The key stands in the address, or comes as a Bearer token.
    func accept(_ call: Call, _ format: IntakeFormat, key: String?) async throws {
        guard inlet.waiting < AcceptDelivery.mostWaiting else {
            throw ErrorReply(.serviceUnavailable, "overloaded", "More arrives than can be kept. Try again shortly.")
        }
        let integration = try await keys.integration(key, or: call)
        let body = Data(try await call.body().readableBytesView)
        let headers = AcceptDelivery.kept(call.request.headers)
        let delivery = Delivery(integration: integration, headers: headers, body: body, receivedAt: Date())
        let reading = format.read(delivery)
        if !reading.isUnreadable, !reading.events.isEmpty {
            let arrival = IntakeStore.Arrival(
                integration: integration, format: format, headers: headers, body: body, events: reading.events.count)
            _ = try await inlet.submit(arrival)
        }
        if let fault = reading.faults.first { throw AcceptDelivery.reply(fault, reading) }
    }

    /// Only what carries content; never credentials.
    private static func kept(_ headers: HTTPFields) -> [String: String] {
        var kept: [String: String] = [:]
        for field in headers {
            let name = field.name.canonicalName
            if name == "content-type" || name.hasPrefix("ce-") { kept[name] = String(field.value.prefix(4096)) }
        }
        return kept
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
