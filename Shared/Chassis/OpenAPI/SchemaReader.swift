import Foundation

/// Learns the JSON shape of types by letting them decode themselves from nothing.
///
/// Each named object lands once in `definitions`; references to it are `Schema.object(name)`.
package struct SchemaReader: Sendable {
    /// Every object met so far, by name.
    package private(set) var definitions: [String: ObjectSchema] = [:]

    private var types: [String: ObjectIdentifier] = [:]

    package init() {}

    /// The shape of a type. Throws when it cannot be learnt: make the type's text enums `CaseIterable`, or let it be `SchemaDescribed`.
    package mutating func schema<T: Decodable>(of type: T.Type) throws -> Schema {
        let recording = SchemaRecording(definitions: definitions, types: types)
        let schema = try recording.schema(of: type)
        definitions = recording.definitions
        types = recording.types
        return schema
    }
}

/// One reading: the definitions gathered, and the types being read just now.
final class SchemaRecording {
    private(set) var definitions: [String: ObjectSchema]
    private(set) var types: [String: ObjectIdentifier]
    private var underWay: Set<ObjectIdentifier> = []

    init(definitions: [String: ObjectSchema], types: [String: ObjectIdentifier]) {
        self.definitions = definitions
        self.types = types
    }

    /// The shape alone; a type that contains itself is named again, not read again.
    func schema<T: Decodable>(of type: T.Type) throws -> Schema {
        if underWay.contains(ObjectIdentifier(type)) { return .object(SchemaName.of(type)) }
        return try read(type).schema
    }

    /// The shape, and a value that lets the type around this one go on decoding.
    func read<T: Decodable>(_ type: T.Type) throws -> (schema: Schema, value: T) {
        if let known = try StandIn.known(type, in: self) {
            guard let value = known.value as? T else { throw SchemaMistake("No stand-in for \(type).") }
            return (known.schema, value)
        }
        guard underWay.insert(ObjectIdentifier(type)).inserted else {
            throw SchemaMistake("\(type) contains itself other than through a list or an optional.")
        }
        defer { underWay.remove(ObjectIdentifier(type)) }
        let decoder = RecordingDecoder(self)
        let value: T
        do {
            value = try T(from: decoder)
        } catch let mistake as SchemaMistake {
            throw mistake
        } catch {
            throw SchemaMistake("\(type) does not decode from a stand-in (\(error)): let it be SchemaDescribed.")
        }
        return (try define(type, decoder.recorded), value)
    }

    private func define(_ type: Any.Type, _ recorded: RecordingDecoder.Recorded) throws -> Schema {
        switch recorded {
        case .value(let schema): return schema
        case .object(let object):
            let name = SchemaName.of(type)
            guard types[name, default: ObjectIdentifier(type)] == ObjectIdentifier(type) else {
                throw SchemaMistake("Two types share the name \(name) in the API document.")
            }
            types[name] = ObjectIdentifier(type)
            definitions[name] = object
            return .object(name)
        }
    }
}

/// Names of types as they stand in a document: `Page<IncidentView>` becomes `IncidentViewPage`, `Outer.Inner` `OuterInner`.
enum SchemaName {
    static func of(_ type: Any.Type) -> String {
        let full = String(reflecting: type)
        guard let angle = full.firstIndex(of: "<") else { return plain(full) }
        let arguments = full[full.index(after: angle)...].dropLast().split(separator: ",").map { plain(String($0)) }
        return arguments.joined() + plain(String(full[..<angle]))
    }

    /// Without the module, and without the context marks of local types.
    private static func plain(_ name: String) -> String {
        let parts = name.split(separator: ".").filter { !$0.contains("(") && !$0.contains(")") && !$0.contains(" ") }
        return parts.dropFirst().joined().filter { $0.isLetter || $0.isNumber }
    }
}
