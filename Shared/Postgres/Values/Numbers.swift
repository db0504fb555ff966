/// The whole numbers we bind.
package protocol PostgresInteger: FixedWidthInteger, PostgresArrayElement {}

extension PostgresInteger {
    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(bigEndian: self)
        return true
    }

    /// Reads any whole number, and a numeric without a fraction (as `sum` answers), if it fits.
    package init(cell: Cell) throws {
        let wide = try cell.wholeNumber()
        guard let exact = Self(exactly: wide) else {
            throw cell.undecodable("holds \(wide), too large for \(Self.self)")
        }
        self = exact
    }
}

extension Int: PostgresInteger {
    package static var postgresType: PostgresType { .int8 }
}

extension Int32: PostgresInteger {
    package static var postgresType: PostgresType { .int4 }
}

extension Int16: PostgresInteger {
    package static var postgresType: PostgresType { .int2 }
}

extension Double: PostgresArrayElement {
    package static var postgresType: PostgresType { .float8 }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(bigEndian: bitPattern)
        return true
    }

    /// Reads any number; a numeric (as `avg` and `extract` answer) is rounded to the nearest Double.
    package init(cell: Cell) throws {
        switch cell.type {
        case PostgresType.float8.oid: self = Double(bitPattern: try cell.number())
        case ReadOnlyType.float4: self = Double(Float(bitPattern: try cell.number()))
        case ReadOnlyType.numeric: self = try Numeric(cell: cell).double
        default: self = Double(try cell.wholeNumber())
        }
    }
}

extension Bool: PostgresArrayElement {
    package static var postgresType: PostgresType { .bool }

    package func encode(into bytes: inout [UInt8]) -> Bool {
        bytes.append(self ? 1 : 0)
        return true
    }

    package init(cell: Cell) throws {
        guard cell.type == PostgresType.bool.oid else { throw cell.mismatch(Bool.self) }
        self = try cell.number(UInt8.self) != 0
    }
}

extension Cell {
    fileprivate func wholeNumber() throws -> Int {
        switch type {
        case PostgresType.int8.oid: Int(try number(Int64.self))
        case PostgresType.int4.oid: Int(try number(Int32.self))
        case PostgresType.int2.oid: Int(try number(Int16.self))
        case ReadOnlyType.oid: Int(try number(UInt32.self))
        case ReadOnlyType.numeric: try Numeric(cell: self).wholeNumber(in: self)
        default: throw mismatch(Int.self)
        }
    }
}
