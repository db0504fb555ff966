import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres

/// Configuration items, one row each.
struct ItemStore: RecordTable {
    static let table = "configuration_items"

    /// The item without a lock, by id or by name.
    func read(_ key: String, in tx: Transaction) throws -> Kept<ConfigurationItem>? {
        let matches: SQL = UUID(uuidString: key).map { "id = \($0)" } ?? "lower(name) = lower(\(key))"
        return try tx.first("SELECT record, version FROM configuration_items WHERE \(matches)", Self.kept)
    }

    /// Every item, retired ones too. Only imports write items, one after the other, so that no row needs a lock.
    func all(in tx: Transaction) throws -> [UUID: Kept<ConfigurationItem>] {
        let kept = try tx.query("SELECT record, version FROM configuration_items ORDER BY id", Self.kept)
        return Dictionary(uniqueKeysWithValues: kept.map { ($0.record.id, $0) })
    }

    /// The dependency graph of the active items.
    func graph(in tx: Transaction) throws -> ModelGraph {
        let nodes = try tx.query(
            "SELECT id, name, depends_on, supports FROM configuration_items WHERE state = 'active'"
        ) {
            ModelGraph.Node(
                id: try $0.value("id"), name: try $0.value("name"), dependsOn: try $0.value("depends_on"),
                supports: try $0.value("supports"))
        }
        return ModelGraph(nodes)
    }

    /// Ids, names and states of the items among these.
    func heads(of ids: [UUID], in tx: Transaction) throws -> [ItemHead] {
        guard !ids.isEmpty else { return [] }
        return try tx.query(
            "SELECT id, name, state FROM configuration_items WHERE id = ANY(\(ids))", Self.head)
    }

    /// The items among these ids and names; case does not count.
    func heads(keyed keys: [String], in tx: Transaction) throws -> [ItemHead] {
        guard !keys.isEmpty else { return [] }
        return try tx.query(
            """
            SELECT id, name, state FROM configuration_items
            WHERE id = ANY(\(keys.compactMap { UUID(uuidString: $0) }))
                OR lower(name) = ANY(ARRAY(SELECT lower(key) FROM unnest(\(keys)) AS given (key)))
            """, Self.head)
    }

    func save(_ kept: Kept<ConfigurationItem>, in tx: Transaction) throws {
        let item = kept.record
        try tx.execute(
            """
            INSERT INTO configuration_items (id, version, name, item_class, state, depends_on, supports, record)
            VALUES (
                \(item.id), \(kept.version), \(item.name), \(item.itemClass), \(item.state), \(item.dependsOn),
                \(item.supports), \(try RecordColumn.encode(item))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, item_class = excluded.item_class, state = excluded.state,
                depends_on = excluded.depends_on, supports = excluded.supports, record = excluded.record
            """)
    }

    func announcement(
        of kept: Kept<ConfigurationItem>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        ConfigurationItemAnnounced(kept.record, facts: facts)
    }

    private static func head(_ row: Row) throws -> ItemHead {
        ItemHead(id: try row.value("id"), name: try row.value("name"), state: try row.value("state"))
    }
}

/// What others need of an item to speak of it.
struct ItemHead {
    let id: UUID
    let name: String
    let state: ConfigurationItem.State
}
