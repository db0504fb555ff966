/// Shapes as JSON Schema (2020-12), as OpenAPI 3.1 and AsyncAPI 3 use it.
extension Schema {
    package var json: JSONValue {
        switch self {
        case .text(let format?): ["type": "string", "format": .text(format)]
        case .text: ["type": "string"]
        case .words(let words): ["type": "string", "enum": .list(words.map { .text($0) })]
        case .integer: ["type": "integer", "format": "int64"]
        case .integers(let numbers): ["type": "integer", "enum": .list(numbers.map { .number($0) })]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .list(let element): ["type": "array", "items": element.json]
        case .map(let value): ["type": "object", "additionalProperties": value.json]
        case .object(let name): ["$ref": "#/components/schemas/\(name)"]
        case .nullable(let schema): ["anyOf": [schema.json, ["type": "null"]]]
        case .anything: [:]
        }
    }
}

extension ObjectSchema {
    /// - Parameter isClosed: whether other properties are refused, as they are in bodies sent to us.
    package func json(isClosed: Bool) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": "object",
            "properties": .object(Dictionary(properties.map { ($0.name, $0.schema.json) }) { $1 }),
        ]
        let required = properties.filter(\.isRequired).map { JSONValue.text($0.name) }
        if !required.isEmpty { members["required"] = .list(required) }
        if isClosed { members["additionalProperties"] = false }
        return .object(members)
    }
}
