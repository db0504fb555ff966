import Chassis
import Foundation
import Testing

private enum Mood: String, Codable, CaseIterable { case calm, loud }
private enum Grade: Int, Codable, CaseIterable { case first = 1, second }
private enum Fact: Codable { case opened(by: String), closed }

private struct Window: Codable {
    var from: Date
    var until: Date?
}

private struct Word: RawRepresentable, Codable { var rawValue: String }

private struct Node: Codable {
    var name: String
    var children: [Node]
}

private struct Everything: Codable {
    var id: UUID
    var title: String
    var count: Int
    var share: Double
    var isOpen: Bool
    var mood: Mood
    var grade: Grade?
    var word: Word
    var window: Window
    var spare: Window?
    var tags: [String]
    var windows: [Window]
    var labels: [String: String]
    var matrix: [[Int]]
    var tree: Node
}

private struct Custom: Decodable {
    let always: String
    let sometimes: Int?
    let defaulted: [String]

    enum CodingKeys: String, CodingKey {
        case always = "must"
        case sometimes, defaulted
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        always = try container.decode(String.self, forKey: .always)
        sometimes = try container.decodeNil(forKey: .sometimes) ? nil : container.decode(Int.self, forKey: .sometimes)
        defaulted = try container.decodeIfPresent([String].self, forKey: .defaulted) ?? []
    }
}

private struct Number: SchemaDescribed, Codable {
    static let schema = Schema.text()
    static let schemaExample = Number(prefix: "INC")
    let prefix: String
}

private struct Holder: Codable {
    var number: Number
    var numbers: [Number]
}

private struct Refusing: Codable { var fact: Fact }

@Suite struct SchemaReaderTests {
    private func properties<T: Decodable>(_ type: T.Type, _ name: String) throws -> [String: Schema] {
        var reader = SchemaReader()
        #expect(try reader.schema(of: type) == .object(name))
        let object = try #require(reader.definitions[name])
        return Dictionary(object.properties.map { ($0.name, $0.schema) }) { $1 }
    }

    @Test func `properties of every type are learnt`() throws {
        let found = try properties(Everything.self, "Everything")
        #expect(
            found == [
                "id": .text(format: "uuid"), "title": .text(), "count": .integer, "share": .number, "isOpen": .boolean,
                "mood": .words(["calm", "loud"]), "grade": .nullable(.integers([1, 2])), "word": .text(),
                "window": .object("Window"), "spare": .nullable(.object("Window")), "tags": .list(.text()),
                "windows": .list(.object("Window")), "labels": .map(.text()), "matrix": .list(.list(.integer)),
                "tree": .object("Node"),
            ])
    }

    @Test func `nested objects are described once, and a type may contain itself in a list`() throws {
        var reader = SchemaReader()
        _ = try reader.schema(of: Everything.self)
        #expect(reader.definitions.keys.sorted() == ["Everything", "Node", "Window"])
        let window = try #require(reader.definitions["Window"])
        #expect(window["from"]?.isRequired == true)
        #expect(window["from"]?.schema == .text(format: "date-time"))
        #expect(window["until"]?.isRequired == false)
        #expect(reader.definitions["Node"]?["children"]?.schema == .list(.object("Node")))
    }

    @Test func `hand-written decoding is followed, with its own names and defaults`() throws {
        let found = try properties(Custom.self, "Custom")
        #expect(
            found == ["must": .text(), "sometimes": .nullable(.integer), "defaulted": .nullable(.list(.text()))])
    }

    @Test func `a type may describe itself`() throws {
        #expect(try properties(Holder.self, "Holder") == ["number": .text(), "numbers": .list(.text())])
    }

    @Test func `pages are named after what they hold`() throws {
        var reader = SchemaReader()
        #expect(try reader.schema(of: Page<Window>.self) == .object("WindowPage"))
        #expect(reader.definitions["WindowPage"]?["next"]?.isRequired == false)
    }

    @Test func `a type that cannot be learnt is named`() throws {
        var reader = SchemaReader()
        let mistake = try #require(throws: SchemaMistake.self) { _ = try reader.schema(of: Refusing.self) }
        #expect(mistake.description.contains("Fact"))
    }
}
