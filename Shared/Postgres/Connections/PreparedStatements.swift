/// The statements one connection has prepared, at most 500: the least recently used makes room.
struct PreparedStatements {
    struct Key: Hashable {
        let fragments: [String]
        let types: [UInt32]
    }

    final class Statement {
        let name: String
        var columns: Columns?
        fileprivate var lastUse = 0

        fileprivate init(name: String) { self.name = name }
    }

    static let capacity = 500
    private var statements: [Key: Statement] = [:]
    private var uses = 0
    private var created = 0

    var count: Int { statements.count }

    mutating func find(_ key: Key) -> Statement? {
        guard let statement = statements[key] else { return nil }
        touch(statement)
        return statement
    }

    mutating func nextName() -> String {
        created += 1
        return "s\(created)"
    }

    mutating func insert(_ name: String, for key: Key) -> Statement {
        let statement = Statement(name: name)
        touch(statement)
        statements[key] = statement
        return statement
    }

    /// When full, forgets the least recently used and answers its name, to be deallocated.
    mutating func evict() -> String? {
        guard statements.count >= Self.capacity else { return nil }
        guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        statements[oldest.key] = nil
        return oldest.value.name
    }

    /// Whether a statement failed only because it was prepared before the tables (or the session) changed.
    static func isOutdated(_ error: DatabaseError) -> Bool { ["0A000", "26000"].contains(error.sqlState) }

    private mutating func touch(_ statement: Statement) {
        uses += 1
        statement.lastUse = uses
    }
}
