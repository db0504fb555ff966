import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Request items, one row each, and every edition of their content.
struct RequestItemStore: RecordTable {
    static let table = "request_item"

    /// What an item said in an edition.
    func content(of item: UUID, edition: Int, in tx: Transaction) throws -> ItemContent? {
        try tx.first("SELECT content FROM request_item_edition WHERE item = \(item) AND edition = \(edition)") {
            try RecordColumn.decode(ItemContent.self, $0.value("content"))
        }
    }

    func save(_ kept: Kept<RequestItem>, in tx: Transaction) throws {
        let (item, content) = (kept.record, kept.record.content)
        do {
            try tx.execute(
                """
                INSERT INTO request_item (id, version, name, state, offering, edition, topic, defined_at, record)
                VALUES (
                    \(item.id), \(kept.version), \(content.name), \(item.state), \(item.offering), \(item.edition),
                    \(content.topic), \(item.definedAt), \(try RecordColumn.encode(item))
                )
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version, name = excluded.name, state = excluded.state,
                    edition = excluded.edition, topic = excluded.topic, record = excluded.record
                """)
        } catch let error as DatabaseError where error.violates("one_published_item_per_name") {
            throw NameTaken.rejection("This offering has a published item named \(content.name) already.")
        }
        try tx.execute(
            """
            INSERT INTO request_item_edition (item, edition, content)
            VALUES (\(item.id), \(item.edition), \(try RecordColumn.encode(content)))
            ON CONFLICT (item, edition) DO NOTHING
            """)
    }

    func announcement(of kept: Kept<RequestItem>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}
