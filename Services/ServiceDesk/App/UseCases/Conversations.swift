import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What all use cases about a record's conversation share: it begins when somebody first says or does something.
struct Conversations: Sendable {
    private let ledger = Ledger(ConversationStore())

    @discardableResult
    func perform(
        _ command: Conversation.Command, on reference: RecordReference, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Conversation> {
        let kept = try begun(reference, by: provenance, in: tx)
        return try ledger.add(try kept.record.deciding(command, at: tx.now), to: kept, by: provenance, in: tx)
    }

    /// The conversation, locked; begun when there is none. Two who begin it at once wait for each other.
    private func begun(
        _ reference: RecordReference, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Conversation> {
        let id = ConversationStore.id(of: reference)
        if let kept = try ledger.store.find(id, in: tx) { return kept }
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(id.uuidString), 0))")
        if let kept = try ledger.store.find(id, in: tx) { return kept }
        return try ledger.open(id, with: [.opened(reference: reference)], by: provenance, in: tx)
    }
}
