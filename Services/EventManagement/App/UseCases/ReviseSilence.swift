import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

extension KeepSilences {
    /// Silences as Alertmanager's clients post them: a new one, or new terms for one of the same integration's. When these
    /// would make it another, it ends and a new one begins; then the id is new.
    ///
    /// Throws `NotFound` for an id that is none, and `Invalid` for terms that cannot be.
    func post(
        _ id: UUID?, _ given: Silence.Terms, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Silence> {
        try Turn.take(in: tx)
        let now = try tx.now
        let terms = try given.checked()
        if let id {
            let silence = try find(id, of: given.integration, in: tx)
            if silence.canBecome(terms, at: now) {
                return try perform(
                    .amend(silence.terms(amendedTo: terms)), on: id, expecting: nil, by: provenance, in: tx)
            }
            if silence.phase(at: now) != .expired {
                _ = try perform(.end, on: id, expecting: nil, by: provenance, in: tx)
            }
        }
        return try create(terms.start < now ? terms.starting(at: now) : terms, by: provenance, in: tx)
    }

    /// Throws `NotFound`; one that is over stays as it is.
    func expire(_ id: UUID, of integration: UUID, by provenance: Provenance, in tx: Transaction) throws {
        try Turn.take(in: tx)
        guard try find(id, of: integration, in: tx).phase(at: tx.now) != .expired else { return }
        _ = try perform(.end, on: id, expecting: nil, by: provenance, in: tx)
    }

    private func find(_ id: UUID, of integration: UUID?, in tx: Transaction) throws -> Silence {
        guard let silence = try SilenceStore().find(id, in: tx)?.record, silence.terms.integration == integration else {
            throw NotFound(Silence.kind, id.uuidString.lowercased())
        }
        return silence
    }
}

extension SilenceStore {
    /// Those that an integration's alerts are or were under, apart from the weekly ones; of those long over none.
    func all(of integration: UUID, endedAfter instant: Date, in tx: Transaction) throws -> [Silence] {
        try tx.query(
            """
            SELECT version, record FROM silence WHERE NOT is_weekly AND (ends_at IS NULL OR ends_at > \(instant))
            ORDER BY created_at, id LIMIT 10000
            """
        ) { try Self.kept($0).record }.filter { $0.concerns(integration) }
    }
}
