import Foundation

/// Which configuration item needs which, and which business services they carry. Retired items are not in it.
package struct ModelGraph: Sendable {
    /// An item as the graph needs it.
    package struct Node: Equatable, Sendable {
        package let id: UUID
        package let name: String
        package let dependsOn: [UUID]
        package let supports: [UUID]

        package init(id: UUID, name: String, dependsOn: [UUID], supports: [UUID]) {
            self.id = id
            self.name = name
            self.dependsOn = dependsOn
            self.supports = supports
        }
    }

    private let nodes: [UUID: Node]
    private let needed: [UUID: [UUID]]

    package init(_ nodes: [Node]) {
        self.nodes = Dictionary(nodes.map { ($0.id, $0) }) { _, last in last }
        var needed: [UUID: [UUID]] = [:]
        for node in nodes {
            for need in node.dependsOn { needed[need, default: []].append(node.id) }
        }
        self.needed = needed
    }

    package subscript(_ id: UUID) -> Node? { nodes[id] }

    /// What these need, near ones first, themselves left out.
    package func dependencies(of ids: [UUID]) -> [Node] {
        walk(from: ids) { nodes[$0]?.dependsOn ?? [] }.dropFirst(Set(ids).count).compactMap { nodes[$0] }
    }

    /// What needs these, near ones first, themselves left out.
    package func dependants(of ids: [UUID]) -> [Node] {
        walk(from: ids) { needed[$0] ?? [] }.dropFirst(Set(ids).count).compactMap { nodes[$0] }
    }

    /// The business services that feel it when these fail, each with the nearest item that carries it.
    package func services(reachedFrom ids: [UUID]) -> [(service: UUID, through: Node)] {
        var seen: Set<UUID> = []
        return walk(from: ids) { needed[$0] ?? [] }.compactMap { nodes[$0] }.flatMap { node in
            node.supports.filter { seen.insert($0).inserted }.map { ($0, node) }
        }
    }

    /// Breadth first, each once, the starting ones first.
    private func walk(from ids: [UUID], next: (UUID) -> [UUID]) -> [UUID] {
        var seen: Set<UUID> = []
        var order = ids.filter { seen.insert($0).inserted }
        var position = 0
        while position < order.count {
            order += next(order[position]).filter { seen.insert($0).inserted }
            position += 1
        }
        return order
    }
}
