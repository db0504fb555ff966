import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What staff say in public on an incident that stands for others is said on those too: in the same transaction, so once.
///
/// Words only: files stay with the parent, and who is mentioned there is not mentioned again.
struct PassOnReplies: Sendable {
    /// Children that hear it, the oldest first.
    private static let most = 200

    private let conversations = Conversations()
    private let entries = EntryStore()

    func passOn(
        _ said: Conversation.Entry, _ text: String, from parent: RecordReference, by author: Principal,
        _ provenance: Provenance, in tx: Transaction
    ) throws {
        guard parent.kind == .incident, said.by == .staff else { return }
        for child in try children(of: parent.id, in: tx) {
            let reference = RecordReference(kind: .incident, id: child)
            guard let head = try RecordHeads().find(reference, in: tx) else { continue }
            let entry = try Conversation.Entry(
                id: UUID.v7(at: tx.now), author: said.author, by: .staff, channel: said.channel, digest: said.digest,
                mentions: [], attachments: [])
            let kept = try conversations.perform(.reply(entry, isClosed: false), on: reference, by: provenance, in: tx)
            try entries.insert(entry, .reply, text: text, in: kept.record, tx)
            try TellOfEntry(entry: entry, kind: .reply, text: text, head: head, author: author.name)
                .tell(kept.record.watchers, in: tx)
        }
    }

    private func children(of parent: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT record FROM reference_state
            WHERE subject = \(IncidentAnnounced.subject) AND (state->>'parent')::uuid = \(parent)
                AND state->>'state' NOT IN ('closed', 'cancelled')
            ORDER BY record LIMIT \(Self.most)
            """
        ) { try $0.value("record") }
    }
}

/// Finding the children of an incident among all that were heard of.
enum IncidentChildrenTables {
    static let migrations = [
        Migration(
            name: "m0861_incident_children",
            sql: """
                CREATE INDEX incident_children ON reference_state (((state->>'parent')::uuid))
                    WHERE subject = 'incident.incident.changed.v1' AND state->>'parent' IS NOT NULL;
                """)
    ]
}
