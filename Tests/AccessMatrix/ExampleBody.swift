import Chassis
import Foundation

/// A body of the right shape for an endpoint, with nothing but what it needs.
struct ExampleBody {
    let definitions: [String: ObjectSchema]

    func text(_ content: Endpoint.Content) throws -> String {
        guard let schema = content.schema else { return "text" }
        return String(decoding: try JSONEncoder().encode(value(schema)), as: UTF8.self)
    }

    private func value(_ schema: Schema) -> JSONValue {
        switch schema {
        case .text(format: "uuid"): .text(UUID().uuidString)
        case .text(format: "date-time"): .text("2026-11-21T10:00:00Z")
        case .text(format: "uri"): "https://example.org/"
        case .text: "text"
        case .words(let words): .text(words.first ?? "")
        case .integers(let numbers): .number(numbers.first ?? 1)
        case .integer, .number: 1
        case .boolean: true
        case .list: []
        case .nullable: .null
        case .map, .anything: [:]
        case .object(let name): object(name)
        }
    }

    private func object(_ name: String) -> JSONValue {
        let needed = definitions[name]?.properties.filter(\.isRequired) ?? []
        return .object(Dictionary(uniqueKeysWithValues: needed.map { ($0.name, value($0.schema)) }))
    }
}
