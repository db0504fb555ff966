import Chassis
import DeskDomain
import Foundation
import Postgres

/// What was said, with its text and files.
struct EntryStore {
    /// An entry as stored.
    struct Stored: Codable, Sendable {
        let id: UUID
        let conversation: UUID
        let position: Int
        let kind: Conversation.Entry.Kind
        let side: Conversation.Side
        let author: UUID
        let channel: Conversation.Entry.Channel
        let text: String
        let mentions: [UUID]
        let at: Date
        let withdrawnAt: Date?
    }

    /// In the order of time, also over records that were merged; of one millisecond in the order of their own conversation.
    private static let turn = #"((extract(epoch FROM "at") * 1000)::bigint * 100000 + position)"#

    static let listing = Listing(
        sorts: [Listing.Column("position", turn, .integer)], standard: "-position",
        filters: [
            .any("kind", "kind", .oneOf(Conversation.Entry.Kind.self), "Replies or notes"),
            .any("author", "author", .uuid, "Who said it"),
        ])

    private static let columns: SQL = """
        id, conversation, position, kind, side, author, channel, text, mentions, at, withdrawn_at
        """

    func insert(
        _ entry: Conversation.Entry, _ kind: Conversation.Entry.Kind, text: String, in conversation: Conversation,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO conversation_entry
                (id, conversation, position, kind, side, author, channel, text, mentions, at)
            VALUES (
                \(entry.id), \(conversation.id), \(conversation.said), \(kind), \(entry.by), \(entry.author),
                \(entry.channel), \(text), \(entry.mentions), \(try tx.now)
            )
            """)
    }

    func find(_ id: UUID, of reference: RecordReference, in tx: Transaction) throws -> Stored? {
        try tx.first(
            """
            SELECT \(Self.columns) FROM conversation_entry
            WHERE id = \(id) AND conversation = \(ConversationStore.id(of: reference))
            """, Stored.init)
    }

    /// Takes the text away for good.
    func withdraw(_ id: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE conversation_entry SET text = '', mentions = '{}', withdrawn_at = \(try tx.now) WHERE id = \(id)
            """)
    }

    /// A page of entries, the oldest first within it, whichever end the list begins at; also of what was merged into the record.
    /// Notes only for staff.
    func page(
        _ wanted: Wanted, of family: MergedFamily, withNotes: Bool, in tx: Transaction
    ) throws -> Page<EntryView> {
        let visible: SQL = withNotes ? "" : " AND kind = 'reply'"
        let origins = Dictionary(
            family.merged.map { (ConversationStore.id(of: $0.reference), $0) }, uniquingKeysWith: { first, _ in first })
        let all = [ConversationStore.id(of: family.head.reference)] + origins.keys
        let page = try wanted.read(
            Self.columns, from: "conversation_entry", where: "conversation = ANY(\(all))\(visible)", in: tx,
            Stored.init)
        let files = try AttachmentStore().sent(with: page.items.map(\.id), in: tx)
        let items = page.items.sorted { ($0.at, $0.position) < ($1.at, $1.position) }.map { entry in
            EntryView(entry, from: origins[entry.conversation], files: files[entry.id] ?? [])
        }
        return Page(items, next: page.next)
    }
}

extension EntryStore.Stored {
    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), conversation: try row.value("conversation"),
            position: try row.value("position"), kind: try row.value("kind"),
            side: try row.value("side"), author: try row.value("author"), channel: try row.value("channel"),
            text: try row.value("text"), mentions: try row.value("mentions"), at: try row.value("at"),
            withdrawnAt: try row.value("withdrawn_at"))
    }

    var seen: Conversation.Sighting {
        Conversation.Sighting(entry: id, kind: kind, author: author, at: at, isWithdrawn: withdrawnAt != nil)
    }
}
