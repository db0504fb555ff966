import Foundation

/// What stands on what: configuration items, what they need, and the business services they carry.
package struct ServiceModel: Sendable {
    package struct Item: Equatable, Sendable {
        package let id: UUID
        package let name: String
        package let aliases: [String]
        package let dependsOn: [UUID]
        package let supports: [UUID]
        /// Groups among what it depends on of which it does not need all.
        package let redundancy: [Redundancy]
        /// What kind of thing it is: `server`, `database`.
        package let itemClass: String?

        package init(
            id: UUID, name: String, aliases: [String] = [], dependsOn: [UUID] = [], supports: [UUID] = [],
            redundancy: [Redundancy] = [], itemClass: String? = nil
        ) {
            self.id = id
            self.name = name
            self.aliases = aliases
            self.dependsOn = dependsOn
            self.supports = supports
            self.redundancy = redundancy
            self.itemClass = itemClass
        }
    }

    /// Items that stand in for each other: this many of them are needed.
    package struct Redundancy: Equatable, Sendable {
        package let items: [UUID]
        package let atLeast: Int

        package init(items: [UUID], atLeast: Int) {
            self.items = items
            self.atLeast = atLeast
        }
    }

    package struct BusinessService: Equatable, Sendable {
        package let id: UUID
        package let name: String
        /// 1 is the most critical, 4 the least.
        package let criticality: Int

        package init(id: UUID, name: String, criticality: Int) {
            self.id = id
            self.name = name
            self.criticality = criticality
        }
    }

    package let items: [UUID: Item]
    package let services: [UUID: BusinessService]
    let itemsByName: [String: UUID]
    /// Items by the first part of their names in a domain, where only one has it.
    let itemsByHost: [String: UUID]
    let servicesByName: [String: UUID]
    private let dependants: [UUID: [UUID]]
    private let carriers: [UUID: [UUID]]

    /// Where two items share a name, the one with the smaller id is meant, so that every copy binds alike.
    package init(items: [Item] = [], services: [BusinessService] = []) {
        let ordered = items.sorted { $0.id < $1.id }
        self.items = Dictionary(ordered.map { ($0.id, $0) }) { first, _ in first }
        self.services = Dictionary(services.map { ($0.id, $0) }) { first, _ in first }
        let names = ordered.map { ($0.name.lowercased(), $0.id) }
        let aliases = ordered.flatMap { item in item.aliases.map { ($0.lowercased(), item.id) } }
        itemsByName = Dictionary(names + aliases) { first, _ in first }
        itemsByHost = ServiceModel.hosts(names + aliases)
        servicesByName = Dictionary(
            services.sorted { $0.id < $1.id }.map { ($0.name.lowercased(), $0.id) }
        ) { first, _ in first }
        dependants = Dictionary(grouping: ordered.flatMap { item in item.dependsOn.map { ($0, item.id) } }, by: \.0)
            .mapValues { $0.map(\.1) }
        carriers = Dictionary(grouping: ordered.flatMap { item in item.supports.map { ($0, item.id) } }, by: \.0)
            .mapValues { $0.map(\.1) }
    }

    private static func hosts(_ names: [(String, UUID)]) -> [String: UUID] {
        var hosts: [String: Set<UUID>] = [:]
        for (name, id) in names {
            let parts = name.split(separator: ".")
            guard parts.count > 1, let host = parts.first, host.contains(where: \.isLetter) else { continue }
            hosts[String(host), default: []].insert(id)
        }
        return hosts.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Everything the item needs, directly or not; without itself.
    package func needs(of item: UUID) -> Set<UUID> { closure(from: item) { items[$0]?.dependsOn ?? [] } }

    /// Everything that needs the item, directly or not; without itself.
    package func dependants(of item: UUID) -> Set<UUID> { closure(from: item) { dependants[$0] ?? [] } }

    /// What the item itself needs.
    package func directNeeds(of item: UUID) -> [UUID] { items[item]?.dependsOn ?? [] }

    /// What itself needs the item.
    package func directDependants(of item: UUID) -> [UUID] { dependants[item] ?? [] }

    /// The business services that an item carries, directly or through what needs it.
    package func services(on item: UUID) -> Set<UUID> {
        let above = dependants(of: item).union([item])
        return Set(above.flatMap { items[$0]?.supports ?? [] })
    }

    /// The items that carry a business service themselves.
    package func carriers(of service: UUID) -> [UUID] { carriers[service] ?? [] }

    /// Every item that a business service stands on.
    package func items(under service: UUID) -> Set<UUID> {
        (carriers[service] ?? []).reduce(into: []) { found, item in
            found.formUnion(needs(of: item).union([item]))
        }
    }

    /// Whether one of two items needs the other, or they are the same.
    package func isRelated(_ a: UUID, _ b: UUID) -> Bool {
        a == b || needs(of: a).contains(b) || needs(of: b).contains(a)
    }

    package func name(of item: UUID) -> String? { items[item]?.name }

    private func closure(from start: UUID, _ next: (UUID) -> [UUID]) -> Set<UUID> {
        var found: Set<UUID> = []
        var ahead = next(start)
        while let item = ahead.popLast() {
            guard item != start, found.insert(item).inserted else { continue }
            ahead.append(contentsOf: next(item))
        }
        return found
    }
}
