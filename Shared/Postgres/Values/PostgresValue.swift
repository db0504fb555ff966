/// A Swift value that travels to and from PostgreSQL in its binary form.
package protocol PostgresValue: Sendable {
    /// The type declared for a bind of this value.
    static var postgresType: PostgresType { get }

    /// Appends the binary form, or appends nothing and answers false for NULL.
    func encode(into bytes: inout [UInt8]) -> Bool

    /// Reads one column of one row; throws ``DatabaseError`` of kind `undecodable`.
    init(cell: Cell) throws
}

/// A value that may also stand in an array bind, such as those given to `unnest`.
package protocol PostgresArrayElement: PostgresValue {}

/// A PostgreSQL type by its object identifier, and that of its array.
package struct PostgresType: Sendable, Hashable {
    package let oid: UInt32
    package let array: UInt32

    package static let bool = PostgresType(oid: 16, array: 1000)
    package static let bytea = PostgresType(oid: 17, array: 1001)
    package static let int8 = PostgresType(oid: 20, array: 1016)
    package static let int2 = PostgresType(oid: 21, array: 1005)
    package static let int4 = PostgresType(oid: 23, array: 1007)
    package static let text = PostgresType(oid: 25, array: 1009)
    package static let float8 = PostgresType(oid: 701, array: 1022)
    package static let timestamptz = PostgresType(oid: 1184, array: 1185)
    package static let uuid = PostgresType(oid: 2950, array: 2951)
    package static let jsonb = PostgresType(oid: 3802, array: 3807)
}

/// Types we read but never bind.
enum ReadOnlyType {
    static let character: UInt32 = 18
    static let name: UInt32 = 19
    static let oid: UInt32 = 26
    static let json: UInt32 = 114
    static let unknown: UInt32 = 705
    static let float4: UInt32 = 700
    static let blankPadded: UInt32 = 1042
    static let varchar: UInt32 = 1043
    static let date: UInt32 = 1082
    static let timestamp: UInt32 = 1114
    static let numeric: UInt32 = 1700
    /// Types from here on were created by users: domains, enums, citext.
    static let firstUserDefined: UInt32 = 16384
}

extension Optional: PostgresValue where Wrapped: PostgresValue {
    package static var postgresType: PostgresType { Wrapped.postgresType }

    package func encode(into bytes: inout [UInt8]) -> Bool { self?.encode(into: &bytes) ?? false }

    package init(cell: Cell) throws { self = cell.isNull ? nil : try Wrapped(cell: cell) }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement {}
