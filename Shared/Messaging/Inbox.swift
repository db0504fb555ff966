import Foundation
import Postgres

/// Which messages were applied: each once, however often it is delivered.
enum Inbox {
    /// Notes these messages; answers those that were not noted before.
    static func accept(_ envelopes: [Envelope], in tx: Transaction) throws -> Set<UUID> {
        let ordered = envelopes.sorted { $0.id.uuidString < $1.id.uuidString }
        return Set(
            try tx.query(
                """
                INSERT INTO inbox (message, subject, sender)
                SELECT * FROM unnest(\(ordered.map(\.id)), \(ordered.map(\.subject)), \(ordered.map(\.sender)))
                ON CONFLICT (message) DO NOTHING
                RETURNING message
                """
            ) { try $0.value("message") })
    }
}
