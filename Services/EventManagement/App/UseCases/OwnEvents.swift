import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres

/// An event of the suite's own making. It goes through the intake like everybody's, so that it is kept, folded and shown
/// in one way.
struct OwnEvent: Encodable {
    let fingerprint: String
    let check: String
    let title: String
    var description: String?
    let state: String
    let severity: Severity
    let time: Date
    var ci: String?
    var service: String?
    var host: String?
    var link: String?
    var labels: [String: String] = [:]
    var lifetime: Int?

    /// Keeps events as sent by an integration, to be folded after this transaction.
    static func keep(
        _ events: [OwnEvent], of integration: UUID, folding: Signal, in tx: Transaction
    ) throws {
        guard !events.isEmpty else { return }
        try IntakeStore().keep(
            [
                IntakeStore.Arrival(
                    integration: integration, format: PlainFormat.name, headers: [:],
                    body: try WireJSON.encoder.encode(events), events: events.count)
            ], in: tx)
        tx.afterCommit { folding.raise() }
    }
}
