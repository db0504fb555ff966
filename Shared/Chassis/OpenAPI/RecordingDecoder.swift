/// A decoder without input: it notes what a type asks for and answers with stand-ins.
final class RecordingDecoder: Decoder {
    enum Recorded {
        case value(Schema)
        case object(ObjectSchema)
    }

    let recording: SchemaRecording
    var recorded = Recorded.value(.anything)
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ recording: SchemaRecording) { self.recording = recording }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        if case .value = recorded { recorded = .object(ObjectSchema()) }
        return KeyedDecodingContainer(RecordingFields<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaMistake("A type that decodes from a list by hand must be SchemaDescribed.")
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { RecordingValue(decoder: self) }

    func note(_ name: String, _ schema: Schema, isRequired: Bool) {
        guard case .object(var object) = recorded else { return }
        let old = object[name]
        object.properties.removeAll { $0.name == name }
        let required = isRequired && (old?.isRequired ?? true)
        let shape = required ? schema : .nullable(schema.unwrapped)
        object.properties.append(ObjectSchema.Property(name: name, schema: shape, isRequired: required))
        recorded = .object(object)
    }
}

private struct RecordingFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RecordingDecoder
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) -> Bool {
        decoder.note(key.stringValue, .anything, isRequired: false)
        return false
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let (schema, value) = try decoder.recording.read(type)
        decoder.note(key.stringValue, schema, isRequired: schema == schema.unwrapped)
        return value
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        decoder.note(key.stringValue, try decoder.recording.schema(of: type), isRequired: false)
        return nil
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw unsupported(key)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw unsupported(key) }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw unsupported(key) }

    private func unsupported(_ key: Key) -> SchemaMistake {
        SchemaMistake("A type that decodes “\(key.stringValue)” by hand must be SchemaDescribed.")
    }
}

private struct RecordingValue: SingleValueDecodingContainer {
    let decoder: RecordingDecoder
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (schema, value) = try decoder.recording.read(type)
        decoder.recorded = .value(schema)
        return value
    }
}
