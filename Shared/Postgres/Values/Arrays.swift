extension Array: PostgresValue where Element: PostgresArrayElement {
    package static var postgresType: PostgresType { PostgresType(oid: Element.postgresType.array, array: 0) }

    /// The wire form: dimensions, whether NULLs may follow, element type, length, lower bound, then each element.
    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(bigEndian: Int32(isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(1))
        bytes.append(bigEndian: Element.postgresType.oid)
        guard !isEmpty else { return true }
        bytes.append(bigEndian: Int32(truncatingIfNeeded: count))
        bytes.append(bigEndian: Int32(1))
        for element in self {
            let start = bytes.count
            bytes.append(bigEndian: Int32(-1))
            guard element.encode(into: &bytes) else { continue }
            let length = Int32(truncatingIfNeeded: bytes.count - start - 4).bigEndian
            Swift.withUnsafeBytes(of: length) { bytes.replaceSubrange(start..<start + 4, with: $0) }
        }
        return true
    }

    package init(cell: Cell) throws {
        let dimensions = try cell.number(at: 0, Int32.self)
        guard dimensions != 0 else {
            self = []
            return
        }
        guard dimensions == 1 else { throw cell.undecodable("has \(dimensions) dimensions where a list was expected") }
        let type = try cell.number(at: 8, UInt32.self)
        let count = Int(try cell.number(at: 12, Int32.self))
        var offset = 20
        self = []
        reserveCapacity(count)
        for _ in 0..<count {
            let element = try cell.element(at: &offset, type: type)
            append(try Element(cell: element))
        }
    }
}

extension Cell {
    fileprivate func element(at offset: inout Int, type: UInt32) throws -> Cell {
        let length = Int(try number(at: offset, Int32.self))
        offset += 4
        guard length >= 0 else { return Cell(bytes: nil, type: type, column: column) }
        let bytes = try content()
        guard offset + length <= bytes.count else { throw undecodable("is too short") }
        defer { offset += length }
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        return Cell(bytes: part, type: type, column: column)
    }
}
