import Foundation

/// One column of one row, valid only while it is being decoded.
package struct Cell {
    let bytes: UnsafeRawBufferPointer?
    let type: UInt32
    let column: String

    var isNull: Bool { bytes == nil }

    /// The bytes of a value that must not be NULL.
    func content() throws(DatabaseError) -> UnsafeRawBufferPointer {
        guard let bytes else { throw undecodable("is NULL where a value was expected") }
        return bytes
    }

    /// The bytes, when the type is the expected one.
    func content(as expected: PostgresType) throws(DatabaseError) -> UnsafeRawBufferPointer {
        guard type == expected.oid else { throw mismatch(expected) }
        return try content()
    }

    /// A big-endian number at an offset.
    func number<N: FixedWidthInteger>(at offset: Int = 0, _: N.Type = N.self) throws(DatabaseError) -> N {
        let bytes = try content()
        guard offset >= 0, offset + MemoryLayout<N>.size <= bytes.count else { throw undecodable("is too short") }
        return N(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: N.self))
    }

    func mismatch(_ wanted: some Any) -> DatabaseError {
        undecodable("has type \(type), which cannot be read as \(wanted)")
    }

    func undecodable(_ reason: String) -> DatabaseError {
        DatabaseError(kind: .undecodable, message: "Column \(column) \(reason).")
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
