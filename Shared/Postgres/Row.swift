/// One row of an answer, read by column name while the decoding closure runs.
package struct Row {
    let result: QueryResult
    let index: Int32

    /// The value of a column; ask for an optional where the column may be NULL.
    package func value<T: PostgresValue>(_ column: String) throws -> T {
        try T(cell: result.cell(row: index, column: column))
    }

    /// An enum with text cases, stored as text.
    package func value<E: RawRepresentable<String>>(_ column: String) throws -> E {
        try Self.known(value(column), in: column)
    }

    package func value<E: RawRepresentable<String>>(_ column: String) throws -> E? {
        let text: String? = try value(column)
        return try text.map { try Self.known($0, in: column) }
    }

    package func value<E: RawRepresentable<String>>(_ column: String) throws -> [E] {
        let texts: [String] = try value(column)
        return try texts.map { try Self.known($0, in: column) }
    }

    private static func known<E: RawRepresentable<String>>(_ text: String, in column: String) throws -> E {
        guard let value = E(rawValue: text) else {
            throw DatabaseError(kind: .undecodable, message: "Column \(column) holds “\(text)”, which is no \(E.self).")
        }
        return value
    }
}
