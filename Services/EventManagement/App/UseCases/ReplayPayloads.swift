import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Reads payloads again that were not understood, after their integration has been told how.
struct ReplayPayloads {
    let folding: Signal
    private let payloads = PayloadStore()

    init(folding: Signal) {
        self.folding = folding
    }

    /// What is understood of it now is folded; what is not stays among the failures.
    func replay(_ id: Int, of integration: UUID, in tx: Transaction) throws -> PayloadStore.Payload {
        let source = Source(try IntegrationStore().read(integration, in: tx).record)
        try replay(id, of: source, in: tx)
        return try payload(id, of: integration, in: tx)
    }

    /// The oldest of those that failed; answers how many are understood now.
    func replayFailed(of integration: UUID, atMost limit: Int = 500, in tx: Transaction) throws -> Int {
        let source = Source(try IntegrationStore().read(integration, in: tx).record)
        let failed = try payloads.failed(of: integration, before: nil, limit: limit, in: tx)
        return try failed.reversed().count { try replay($0.id, of: source, in: tx) }
    }

    private func payload(_ id: Int, of integration: UUID, in tx: Transaction) throws -> PayloadStore.Payload {
        guard let found = try payloads.find(id, of: integration, in: tx) else { throw NotFound("payload", "\(id)") }
        return found.payload
    }

    @discardableResult
    private func replay(_ id: Int, of source: Source, in tx: Transaction) throws -> Bool {
        guard let found = try payloads.find(id, of: source.id, in: tx) else { throw NotFound("payload", "\(id)") }
        guard !source.isPaused else {
            throw Rejection("The integration is paused: resume it first.", code: "integration_paused")
        }
        var delivery = found.delivery
        delivery.profile = source.profile
        let reading = delivery.reading(by: try IntakeFormats.named(found.payload.format))
        try payloads.note(reading.faults.isEmpty ? nil : Reading.text(reading.faults), on: id, in: tx)
        guard reading.parts > 0 else { return reading.faults.isEmpty }
        try payloads.enqueue(id, events: reading.parts, in: tx)
        tx.afterCommit { folding.raise() }
        return reading.faults.isEmpty
    }
}
