import Foundation

/// Shapes and stand-in values of types that are not read property by property.
enum StandIn {
    typealias Known = (schema: Schema, value: Any)

    static func known(_ type: any Decodable.Type, in recording: SchemaRecording) throws -> Known? {
        if let leaf = leaf(type) { return leaf }
        if let described = type as? any SchemaDescribed.Type { return (described.schema, described.schemaExample) }
        if let choices = type as? any CaseIterable.Type { return closedSet(choices) }
        if let container = type as? any SchemaContainer.Type { return try container.known(in: recording) }
        return nil
    }

    private static func leaf(_ type: any Decodable.Type) -> Known? {
        switch type {
        case is Bool.Type: return (.boolean, true)
        case is String.Type: return (.text(), "text")
        case is Double.Type: return (.number, 1.0)
        case is Float.Type: return (.number, Float(1))
        case is Decimal.Type: return (.number, Decimal(1))
        case is Date.Type: return (.text(format: "date-time"), Date(timeIntervalSince1970: 0))
        case is UUID.Type: return (.text(format: "uuid"), UUID())
        case is Data.Type: return (.text(format: "byte"), Data())
        case is URL.Type: return (.text(format: "uri"), URL(filePath: "/"))
        case let integer as any (FixedWidthInteger & Decodable).Type: return (.integer, one(integer))
        default: return nil
        }
    }

    private static func one<I: FixedWidthInteger>(_ type: I.Type) -> Any { I(1) }

    /// Enums with written or numbered cases.
    private static func closedSet<C: CaseIterable>(_ type: C.Type) -> Known? {
        let values = type.allCases.map { ($0 as? any RawRepresentable)?.rawValue as Any? }
        guard let first = type.allCases.first else { return nil }
        let words = values.compactMap { $0 as? String }
        if words.count == values.count { return (.words(words), first) }
        let numbers = values.compactMap { $0 as? Int }
        return numbers.count == values.count ? (.integers(numbers), first) : nil
    }
}

/// Generic containers, which decode their elements themselves.
protocol SchemaContainer {
    static func known(in recording: SchemaRecording) throws -> StandIn.Known
}

extension Array: SchemaContainer where Element: Decodable {
    static func known(in recording: SchemaRecording) throws -> StandIn.Known {
        (.list(try recording.schema(of: Element.self)), [Element]())
    }
}

extension Set: SchemaContainer where Element: Decodable {
    static func known(in recording: SchemaRecording) throws -> StandIn.Known {
        (.list(try recording.schema(of: Element.self)), Set<Element>())
    }
}

extension Optional: SchemaContainer where Wrapped: Decodable {
    static func known(in recording: SchemaRecording) throws -> StandIn.Known {
        (.nullable(try recording.schema(of: Wrapped.self)), Wrapped?.none as Any)
    }
}

extension Dictionary: SchemaContainer where Key: Decodable, Value: Decodable {
    static func known(in recording: SchemaRecording) throws -> StandIn.Known {
        guard Key.self == String.self else { throw SchemaMistake("Only texts can be keys in JSON, not \(Key.self).") }
        return (.map(try recording.schema(of: Value.self)), [Key: Value]())
    }
}
