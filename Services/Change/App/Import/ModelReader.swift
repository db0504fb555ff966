import ChangeDomain
import Yams

/// What could be read of a model, and what is wrong with the rest.
struct ModelReading {
    let model: DesiredModel
    let mistakes: [ModelMistake]
}

/// Reads a configuration model written in YAML: `items:`, a list of `name`, `class`, `aliases`, `dependsOn`, `supports`,
/// and `redundancy`: a list of groups `{of: [a, b, c], atLeast: 2}` of what it depends on.
struct ModelReader {
    private static let keys = ["name", "class", "aliases", "dependsOn", "supports", "redundancy"]

    private var nodes = NodeReader()

    /// Never throws: what cannot be read is among the mistakes, so that they can all be told at once.
    static func read(_ text: String) -> ModelReading {
        var reader = ModelReader()
        let items = reader.items(of: text)
        return ModelReading(model: DesiredModel(items: items), mistakes: reader.nodes.mistakes)
    }

    private mutating func items(of text: String) -> [DesiredItem] {
        do throws(ModelMistake) {
            guard let root = try YAMLText.compose(text) else { return [] }
            guard let members = nodes.members(of: root, "", known: ["items"]) else { return [] }
            let elements = nodes.elements(members["items"], "items")
            return elements.enumerated().compactMap { item($1, at: $0) }
        } catch {
            nodes.note(error.message, at: nil, error.field, line: error.line)
            return []
        }
    }

    private mutating func item(_ node: Node, at position: Int) -> DesiredItem? {
        let field = "items[\(position)]"
        guard let members = nodes.members(of: node, field, known: Self.keys) else { return nil }
        let name = text("name", of: members, in: node, field)
        let itemClass = text("class", of: members, in: node, field)
        let aliases = nodes.names(members["aliases"], "\(field).aliases")
        let dependsOn = nodes.names(members["dependsOn"], "\(field).dependsOn")
        let supports = nodes.names(members["supports"], "\(field).supports")
        let redundancy = nodes.elements(members["redundancy"], "\(field).redundancy").enumerated().compactMap {
            group($1, "\(field).redundancy[\($0)]")
        }
        let spares = redundancy.flatMap(\.items)
        // Without a class it is still there for others to depend on, so that one mistake does not look like many.
        guard let name else { return nil }
        return DesiredItem(
            name: name, position: position, line: node.mark?.line ?? 1, itemClass: itemClass ?? "", aliases: aliases,
            dependsOn: dependsOn + spares.filter { spare in !dependsOn.contains { $0.name == spare.name } },
            supports: supports, redundancy: redundancy)
    }

    /// Any one will do where the file does not say how many.
    private mutating func group(_ node: Node, _ field: String) -> DesiredRedundancy? {
        guard let members = nodes.members(of: node, field, known: ["of", "atLeast"]) else { return nil }
        let items = nodes.names(members["of"], "\(field).of")
        guard items.count >= 2, Set(items.map { $0.name.lowercased() }).count == items.count else {
            nodes.note("Name two or more different items that stand in for each other.", at: node, "\(field).of")
            return nil
        }
        let atLeast = members["atLeast"].map { $0.int ?? 0 } ?? 1
        guard (1...items.count).contains(atLeast) else {
            nodes.note("Give how many are needed: 1 to \(items.count).", at: members["atLeast"], "\(field).atLeast")
            return nil
        }
        return DesiredRedundancy(items: items, atLeast: atLeast)
    }

    private mutating func text(_ key: String, of members: [String: Node], in node: Node, _ field: String) -> String? {
        guard let member = members[key] else {
            nodes.note("This item has no \(key).", at: node, "\(field).\(key)")
            return nil
        }
        return nodes.name(member, "\(field).\(key)")
    }
}
