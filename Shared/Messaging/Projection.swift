import Contracts
import Foundation
import Postgres

/// The newest state of others' records, kept from their announcements. Disposable: it can be filled again by a replay.
package struct Projection<Message: Announcement>: Sendable {
    package init() {}

    package func find(_ id: UUID, in tx: Transaction) throws -> Message? {
        try tx.first(
            "SELECT state FROM reference_state WHERE subject = \(Message.subject) AND record = \(id)", decode)
    }

    package func find(_ ids: [UUID], in tx: Transaction) throws -> [UUID: Message] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.query(
            "SELECT state FROM reference_state WHERE subject = \(Message.subject) AND record = ANY(\(ids))", decode)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.record, $0) })
    }

    package func all(in tx: Transaction) throws -> [Message] {
        try tx.query("SELECT state FROM reference_state WHERE subject = \(Message.subject) ORDER BY record", decode)
    }

    /// Keeps the message unless a newer one is known already; answers whether it was kept.
    @discardableResult
    package func keep(_ message: Message, sequence: Int, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO reference_state (subject, record, sequence, state)
            VALUES (\(Message.subject), \(message.record), \(sequence), \(try RecordColumn.encode(message)))
            ON CONFLICT (subject, record) DO UPDATE SET sequence = excluded.sequence, state = excluded.state
            WHERE reference_state.sequence < excluded.sequence
            """) > 0
    }

    private func decode(_ row: Row) throws -> Message {
        try RecordColumn.decode(Message.self, row.value("state"))
    }
}
