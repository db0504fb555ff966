/// The shape of a JSON value, as far as an API document and the check of a body need it.
package indirect enum Schema: Equatable, Sendable {
    /// A string; the format is one of JSON Schema's, such as `uuid` or `date-time`.
    case text(format: String? = nil)
    /// One of these strings.
    case words([String])
    case integer
    /// One of these whole numbers.
    case integers([Int])
    case number
    case boolean
    case list(Schema)
    /// An object with any keys and values of one shape.
    case map(Schema)
    /// A named object, described once among the reader's definitions.
    case object(String)
    case nullable(Schema)
    case anything

    /// What a person should have sent instead: `a whole number`.
    package var expectation: String {
        switch self {
        case .text(format: "uuid"): "an id such as 0190b1c2-7a3b-7def-8123-456789abcdef"
        case .text(format: "date-time"): "a time such as 2026-11-21T10:00:00Z"
        case .text(format: "uri"): "an address such as https://example.org/"
        case .text(format: "byte"): "bytes in Base64"
        case .text: "a text"
        case .words(let words): "one of " + words.joined(separator: ", ")
        case .integer: "a whole number"
        case .integers(let numbers): "one of " + numbers.map(String.init).joined(separator: ", ")
        case .number: "a number"
        case .boolean: "true or false"
        case .list(let element): "a list, each \(element.expectation)"
        case .map, .object: "an object"
        case .nullable(let schema): schema.expectation
        case .anything: "a value"
        }
    }

    var unwrapped: Schema {
        if case .nullable(let schema) = self { schema } else { self }
    }
}

/// An object's properties, in the order its type reads them.
package struct ObjectSchema: Equatable, Sendable {
    package struct Property: Equatable, Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
    }

    package var properties: [Property] = []

    package subscript(name: String) -> Property? { properties.first { $0.name == name } }
}

/// A type whose shape cannot be learnt by decoding a stand-in, and which therefore says it itself.
package protocol SchemaDescribed: Decodable {
    static var schema: Schema { get }
    /// Any value of the type: it lets the types around it be read.
    static var schemaExample: Self { get }
}

/// A type that cannot be described; a mistake in the program, found when the route table is made.
package struct SchemaMistake: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
