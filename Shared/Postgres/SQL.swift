/// A statement whose values travel beside its text: interpolating a value makes a bind, never text.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    struct Bind: Sendable {
        var start: Int
        /// Bytes, or nil for NULL.
        let length: Int?
    }

    /// The text around the binds: always one more than there are binds.
    private(set) var fragments: [String]
    private(set) var binds: [Bind] = []
    /// The declared type of each bind.
    private(set) var types: [UInt32] = []
    /// The binary form of all binds, one after the other.
    private(set) var bytes: [UInt8] = []

    package init(stringLiteral text: String) { fragments = [text] }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    /// A trusted text known only at run time, such as a migration; never anything from outside.
    package init(unsafe text: String) { fragments = [text] }

    /// The text as the server sees it, with `$1`, `$2` … for the values.
    package var text: String {
        var text = fragments[0]
        for (index, fragment) in fragments.dropFirst().enumerated() {
            text += "$\(index + 1)"
            text += fragment
        }
        return text
    }

    /// How many values are bound.
    package var bindCount: Int { binds.count }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    package static func += (left: inout SQL, right: SQL) { left.append(right) }

    mutating func append(text: String) { fragments[fragments.count - 1] += text }

    mutating func append(_ other: SQL) {
        let shift = bytes.count
        append(text: other.fragments[0])
        fragments += other.fragments.dropFirst()
        types += other.types
        bytes += other.bytes
        for var bind in other.binds {
            bind.start += shift
            binds.append(bind)
        }
    }

    mutating func append(value: some PostgresValue) {
        let start = bytes.count
        let isValue = value.encode(into: &bytes)
        types.append(type(of: value).postgresType.oid)
        binds.append(Bind(start: start, length: isValue ? bytes.count - start : nil))
        fragments.append("")
    }
}

extension Sequence where Element == SQL {
    /// One statement from many, such as conditions joined by `" AND "`.
    package func joined(separator: SQL) -> SQL {
        var all: SQL = ""
        for (index, part) in enumerated() {
            if index > 0 { all += separator }
            all += part
        }
        return all
    }
}

extension SQL {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }

        /// Binds a value as `$n`.
        package mutating func appendInterpolation(_ value: some PostgresValue) { sql.append(value: value) }

        /// Binds a value or NULL; the overload of its own keeps the compiler from taking it for an optional printed by mistake.
        package mutating func appendInterpolation<T: PostgresValue>(_ value: T?) where T?: PostgresValue {
            sql.append(value: value)
        }

        /// Binds an enum with text cases as text.
        package mutating func appendInterpolation<E: RawRepresentable<String>>(_ value: E) {
            sql.append(value: value.rawValue)
        }

        package mutating func appendInterpolation<E: RawRepresentable<String>>(_ value: E?) {
            sql.append(value: value?.rawValue)
        }

        package mutating func appendInterpolation<E: RawRepresentable<String>>(_ values: [E]) {
            sql.append(value: values.map(\.rawValue))
        }

        package mutating func appendInterpolation<E: RawRepresentable<String>>(_ values: [E?]) {
            sql.append(value: values.map { $0?.rawValue })
        }

        /// Splices another statement with its binds.
        package mutating func appendInterpolation(_ part: SQL) { sql.append(part) }

        /// Splices trusted text, such as a column name from a closed set; never anything from outside.
        package mutating func appendInterpolation(unsafe text: String) { sql.append(text: text) }
    }
}
