/// One forward step of a database's schema, embedded in the binary; safe beside the version before.
package struct Migration: Sendable {
    /// Such as `m0007_add_workaround`; recorded for ever.
    package let name: String
    /// Any number of statements, run in one transaction.
    package let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// Why migrations were refused.
package enum MigrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text differs from the one that was applied: write a new migration instead.
    case changed(name: String)
    /// Two migrations carry one name.
    case duplicate(name: String)

    package var description: String {
        switch self {
        case .changed(let name): "Migration \(name) was changed after it was applied; add a new one instead."
        case .duplicate(let name): "Two migrations are named \(name)."
        }
    }
}
