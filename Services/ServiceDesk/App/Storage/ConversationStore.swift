import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Conversations, one row for each record somebody has said or done something about.
struct ConversationStore: RecordTable {
    static let table = "conversation"

    /// The id of a record's conversation, the same whoever begins it.
    static func id(of reference: RecordReference) -> UUID {
        UUID.named("conversation of \(reference.kind.rawValue)", in: reference.id)
    }

    /// The conversation without a lock; nil when nothing was ever said or done.
    func read(_ reference: RecordReference, in tx: Transaction) throws -> Kept<Conversation>? {
        try tx.first(
            "SELECT record, version FROM conversation WHERE id = \(Self.id(of: reference))", Self.kept)
    }

    func save(_ kept: Kept<Conversation>, in tx: Transaction) throws {
        let (conversation, reference) = (kept.record, kept.record.reference)
        try tx.execute(
            """
            INSERT INTO conversation (id, version, kind, about, record)
            VALUES (
                \(conversation.id), \(kept.version), \(reference.kind), \(reference.id),
                \(try RecordColumn.encode(conversation))
            )
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, record = excluded.record
            """)
    }

    /// Who watches is nobody else's business.
    func announcement(
        of kept: Kept<Conversation>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        let quiet: Set = ["opened", "watched", "unwatched"]
        return quiet.isSuperset(of: facts) ? nil : ConversationAnnounced(kept.record, facts: facts)
    }
}
