/// What went wrong between us and PostgreSQL, with what the caller needs to decide: reject, retry or give up.
package struct DatabaseError: Error, Sendable, Equatable {
    /// The kinds callers treat differently.
    package enum Kind: Sendable, Equatable {
        /// The server refused a statement; the five-character code says why.
        case server(sqlState: String)
        /// No connection could be made, or it broke before COMMIT was sent: nothing was committed.
        case connectionLost
        /// No connection became free within the pool's wait.
        case poolExhausted
        /// The connection broke while COMMIT was under way: it may or may not have been committed.
        case ambiguousCommit
        /// The database was shut down by this process.
        case shutDown
        /// A column is missing, NULL, or of another type than asked for.
        case undecodable
        /// The caller broke the rules of this module, such as ending the transaction itself.
        case misuse
    }

    package let kind: Kind
    package let message: String
    /// The constraint that was violated, if any.
    package let constraint: String?
    /// The table the server named, if any.
    package let table: String?

    package init(kind: Kind, message: String, constraint: String? = nil, table: String? = nil) {
        self.kind = kind
        self.message = message
        self.constraint = constraint
        self.table = table
    }

    /// The server's five-character code, when the server spoke.
    package var sqlState: String? {
        if case .server(let state) = kind { state } else { nil }
    }

    package var isUniqueViolation: Bool { sqlState == "23505" }

    /// Whether exactly this constraint or unique index refused the statement.
    package func violates(_ constraint: String) -> Bool { self.constraint == constraint }

    /// Whether the same call may succeed later without anybody changing it: the edge answers 503, a consumer retries.
    package var isTransient: Bool {
        switch kind {
        case .connectionLost, .poolExhausted, .ambiguousCommit, .shutDown: true
        case .undecodable, .misuse: false
        case .server(let state):
            // 08 connection, 40 rollback, 53 resources, 57 intervention (time-outs, shutdown), 55P03 lock time-out,
            // 25006 a standby that cannot write yet.
            ["08", "40", "53", "57"].contains(state.prefix(2)) || ["55P03", "25006", "25P03"].contains(state)
        }
    }

    /// Serialization failures and deadlocks: the whole transaction is run again in place.
    var isConflict: Bool { sqlState == "40001" || sqlState == "40P01" }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .server(let state): "\(message) [\(state)\(constraint.map { ", \($0)" } ?? "")]"
        default: message
        }
    }
}
