import ChangeDomain
import Foundation
import Messaging
import Postgres

/// A configuration item as the API tells it.
struct ItemView: Codable, Sendable {
    let id: UUID
    let name: String
    let itemClass: String
    let active: Bool
    let aliases: [String]
    let dependsOn: [Named]
    let supports: [Named]
    /// Groups of what it depends on of which it does not need all.
    let redundancy: [GroupView]
    let version: Int

    struct GroupView: Codable, Sendable {
        let of: [Named]
        let atLeast: Int
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, itemClass = "class", active, aliases, dependsOn, supports, redundancy, version
    }

    init(_ kept: Kept<ConfigurationItem>, _ names: Names) {
        let item = kept.record
        id = item.id
        name = item.name
        itemClass = item.itemClass
        active = item.isActive
        aliases = item.aliases
        dependsOn = names(item.dependsOn)
        supports = names(item.supports)
        redundancy = (item.redundancy ?? []).map { GroupView(of: names($0.items), atLeast: $0.atLeast) }
        version = kept.version
    }

    static func views(
        _ kept: [Kept<ConfigurationItem>], _ reader: NameReader, in tx: Transaction
    ) throws -> [ItemView] {
        let names = try Names(
            items: kept.flatMap(\.record.dependsOn), services: kept.flatMap(\.record.supports), reader, in: tx)
        return kept.map { ItemView($0, names) }
    }
}

/// An item that stands near another in the graph, nearest first.
struct NeighbourView: Codable, Sendable {
    let id: UUID
    let name: String
    let supports: [Named]
}

struct NeighboursAnswer: Codable, Sendable {
    let items: [NeighbourView]

    init(_ nodes: [ModelGraph.Node], _ reader: NameReader, in tx: Transaction) throws {
        let names = try Names(services: nodes.flatMap(\.supports), reader, in: tx)
        items = nodes.map { NeighbourView(id: $0.id, name: $0.name, supports: names($0.supports)) }
    }
}

/// What an import did, or would do.
struct ImportAnswer: Codable, Sendable {
    let dryRun: Bool
    let added: [String]
    let changed: [ModelDifference.ChangedItem]
    let retired: [String]
    let unchanged: Int

    init(_ difference: ModelDifference, dryRun: Bool) {
        self.dryRun = dryRun
        added = difference.added
        changed = difference.changed
        retired = difference.retired
        unchanged = difference.unchanged
    }
}
