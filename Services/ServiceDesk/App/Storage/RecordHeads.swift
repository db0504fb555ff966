import DeskDomain
import Foundation
import Postgres

/// The desk's projection of all services' records. Disposable: made from announcements and from the desk's own records.
struct RecordHeads {
    /// How much of a record's text is searched, in characters.
    static let longestText = 20_000

    /// Keeps a head unless a newer one is known; call it in the transaction that saves the record. `text` is searched beside
    /// number and title; nil leaves the text that is known.
    @discardableResult
    func note(_ head: RecordHead, text: String? = nil, in tx: Transaction) throws -> Bool {
        let body = text.map { String($0.prefix(Self.longestText)) }
        return try tx.execute(
            """
            INSERT INTO record_head
                (kind, id, number, title, body, state, is_open, priority, requester, organisation, affected, team, assignee,
                 services, readers, audience, opened_at, promised_at, updated_at, sequence, public_title, affected_count, words)
            VALUES (
                \(head.reference.kind), \(head.reference.id), \(head.number), \(head.title), \(body ?? ""), \(head.state),
                \(head.isOpen), \(head.priority), \(head.requester),
                coalesce(
                    \(head.organisation),
                    (SELECT (record -> 'details' ->> 'organisation')::uuid FROM person WHERE id = \(head.requester))),
                \(head.affected), \(head.team), \(head.assignee), \(head.services), \(head.readers.word),
                \(head.readers.organisations), \(head.openedAt), \(head.promisedAt), \(head.updatedAt), \(head.sequence),
                \(head.publicTitle), \(head.affectedCount),
                record_words(\(head.number), \(head.title), \(body ?? ""))
            )
            ON CONFLICT (kind, id) DO UPDATE SET
                number = excluded.number, title = excluded.title,
                body = coalesce(\(body), record_head.body), state = excluded.state,
                is_open = excluded.is_open, priority = excluded.priority, requester = excluded.requester,
                organisation = excluded.organisation, affected = excluded.affected, team = excluded.team,
                assignee = excluded.assignee, services = excluded.services, readers = excluded.readers,
                audience = excluded.audience, opened_at = excluded.opened_at, promised_at = excluded.promised_at,
                updated_at = greatest(record_head.updated_at, excluded.updated_at), sequence = excluded.sequence,
                public_title = excluded.public_title,
                affected_count = greatest(record_head.affected_count, excluded.affected_count),
                words = record_words(excluded.number, excluded.title, coalesce(\(body), record_head.body))
            WHERE record_head.sequence < excluded.sequence
            """) > 0
    }

    /// Drops the heads of these records; whoever does so makes them again in the same transaction.
    func forget(_ records: [UUID], in tx: Transaction) throws {
        try tx.execute("DELETE FROM record_head WHERE id = ANY(\(records))")
    }

    /// Lets the heads of the desk's own records say when these last changed, not when the head was made.
    func dateByJournal(_ records: [UUID], in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE record_head SET updated_at = line.at
            FROM (SELECT record, max(at) AS at FROM journal WHERE record = ANY(\(records)) GROUP BY record) AS line
            WHERE record_head.id = line.record
            """)
    }

    func find(_ reference: RecordReference, in tx: Transaction) throws -> RecordHead? {
        try tx.first(
            """
            SELECT \(RecordHead.columns) FROM record_head
            WHERE kind = \(reference.kind) AND id = \(reference.id)
            """, RecordHead.init)
    }
}
