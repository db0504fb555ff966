import Foundation

/// JSON as text, bound as `jsonb`; reads `jsonb` and `json`.
package struct JSONText: PostgresArrayElement, Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static var postgresType: PostgresType { .jsonb }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(1)  // the version of the jsonb wire form
        return text.encode(into: &bytes)
    }

    package init(cell: Cell) throws {
        switch cell.type {
        case PostgresType.jsonb.oid: text = String(decoding: try cell.content().dropFirst(), as: UTF8.self)
        case ReadOnlyType.json: text = String(decoding: try cell.content(), as: UTF8.self)
        default: throw cell.mismatch(JSONText.self)
        }
    }
}

extension String: PostgresArrayElement {
    package static var postgresType: PostgresType { .text }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(contentsOf: utf8)
        return true
    }

    package init(cell: Cell) throws {
        guard Self.isText(cell.type) else { throw cell.mismatch(String.self) }
        self = String(decoding: try cell.content(), as: UTF8.self)
    }

    private static func isText(_ type: UInt32) -> Bool {
        switch type {
        case PostgresType.text.oid, ReadOnlyType.varchar, ReadOnlyType.name, ReadOnlyType.character,
            ReadOnlyType.blankPadded, ReadOnlyType.json, ReadOnlyType.unknown:
            true
        default: type >= ReadOnlyType.firstUserDefined
        }
    }
}

extension Data: PostgresArrayElement {
    package static var postgresType: PostgresType { .bytea }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(contentsOf: self)
        return true
    }

    package init(cell: Cell) throws { self = Data(try cell.content(as: .bytea)) }
}

extension UUID: PostgresArrayElement {
    package static var postgresType: PostgresType { .uuid }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
        return true
    }

    package init(cell: Cell) throws {
        let bytes = try cell.content(as: .uuid)
        guard bytes.count == 16 else { throw cell.undecodable("is no UUID") }
        self = UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}
