import Logging

/// One service's database: a pool of connections, each owned by its own thread.
package final class Database: Sendable {
    private let pool: ConnectionPool

    /// Connects lazily, so a service starts while its database is away.
    package init(_ configuration: DatabaseConfiguration, logger: Logger) {
        pool = ConnectionPool(configuration, logger: logger)
    }

    deinit { pool.beginClosing() }

    /// BEGIN, the body, COMMIT (read committed) on one connection's thread; rolls back when the body throws.
    ///
    /// The body may run several times: serialization failures and deadlocks are repeated in place. Throws what the body
    /// threw, or ``DatabaseError``; a task cancelled while it waits for a connection gets `CancellationError`.
    @discardableResult
    package func transaction<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R
    ) async throws -> R {
        try await pool.run { connection, deadline in try connection.transaction(until: deadline, body) }
    }

    /// Runs a trusted statement that PostgreSQL allows only outside a transaction, such as CREATE DATABASE.
    package func executeOutsideTransaction(_ statement: String) async throws {
        try await pool.run { connection, deadline in
            try connection.ensureConnected(until: deadline)
            try connection.script(statement)
        }
    }

    /// Takes no more work and waits for what is under way.
    package func shutdown() async { await pool.close() }

    /// Whether a connection comes free within the pool's wait and the database then answers within about a second.
    package var isReachable: Bool {
        get async {
            do {
                return try await pool.run { connection, _ in
                    try connection.transaction(until: .now + .seconds(1)) { try $0.execute("SELECT 1") == 1 }
                }
            } catch {
                return false
            }
        }
    }

    /// How busy the pool is, for metrics.
    package var statistics: PoolStatistics { pool.statistics }
}

/// How busy a pool of connections is.
package struct PoolStatistics: Sendable, Equatable {
    package let connections: Int
    package let inUse: Int
    package let waiting: Int
    /// Time spent in line by all work so far that had to wait and got its turn.
    package let totalWait: Duration
}
