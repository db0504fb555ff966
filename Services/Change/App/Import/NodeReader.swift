import ChangeDomain
import Foundation
import Yams

/// Reads YAML nodes and gathers everything that is wrong with them, each with its line.
struct NodeReader {
    private(set) var mistakes: [ModelMistake] = []
    /// Names may stand in the file many times by reference; this many are read.
    private var namesLeft = 100_000

    private static let longestName = 200

    mutating func note(_ message: String, at node: Node?, _ field: String, line: Int = 1) {
        mistakes.append(ModelMistake(line: node?.mark?.line ?? line, field: field, message: message))
    }

    /// The members of a mapping by key; keys that are not known are mistakes.
    mutating func members(of node: Node, _ field: String, known: [String]) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            note("This is \(kind(node)); give a mapping with \(known.joined(separator: ", ")).", at: node, field)
            return nil
        }
        var members: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, known.contains(scalar.string) else {
                let name = key.scalar?.string.prefix(60) ?? "a key that is no text"
                note("There is no “\(name)”; known here are \(known.joined(separator: ", ")).", at: key, field)
                continue
            }
            members[scalar.string] = value
        }
        return members
    }

    /// The elements of a list; nothing at all counts as an empty one.
    mutating func elements(_ node: Node?, _ field: String) -> [Node] {
        guard let node, !isNull(node) else { return [] }
        guard case .sequence(let sequence) = node else {
            note("This is \(kind(node)); give a list.", at: node, field)
            return []
        }
        return Array(sequence)
    }

    /// A list of names.
    mutating func names(_ node: Node?, _ field: String) -> [NameInFile] {
        elements(node, field).enumerated().compactMap { index, node in
            name(node, "\(field)[\(index)]").map { NameInFile($0, line: node.mark?.line ?? 1) }
        }
    }

    /// A text of one line.
    mutating func name(_ node: Node, _ field: String) -> String? {
        namesLeft -= 1
        guard namesLeft >= 0 else {
            if namesLeft == -1 { note("The model names more than a hundred thousand things.", at: node, field) }
            return nil
        }
        guard case .scalar(let scalar) = node, tag(node) == .str else {
            let hint = node.scalar == nil ? "give a text" : "put it in quotes if it is a name"
            note("This is \(kind(node)); \(hint).", at: node, field)
            return nil
        }
        let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, text.count <= Self.longestName, !text.contains(where: { $0.isNewline || $0 == "\0" })
        else {
            note("Give a text of one line and at most \(Self.longestName) characters.", at: node, field)
            return nil
        }
        return text
    }

    private func tag(_ node: Node) -> Tag.Name { Tag.Name(rawValue: node.tag.rawValue) }

    private func isNull(_ node: Node) -> Bool { node.scalar != nil && tag(node) == .null }

    private func kind(_ node: Node) -> String {
        switch node {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .alias: return "a reference"
        case .scalar:
            switch tag(node) {
            case .int, .float: return "a number"
            case .bool: return "true or false"
            case .null: return "nothing"
            case .timestamp: return "a time"
            default: return "a text"
            }
        }
    }
}
