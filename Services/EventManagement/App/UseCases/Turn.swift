import Postgres

/// One at a time, over all copies: whoever changes alerts, situations or health takes its turn for the transaction.
///
/// Correlation weighs every live situation, so two at once could open two for one cause.
enum Turn {
    private static let key = "event:turn"

    /// Waits for its turn.
    static func take(in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(key), 0))")
    }

    /// Answers false when another has it now.
    static func tryTake(in tx: Transaction) throws -> Bool {
        try tx.first("SELECT pg_try_advisory_xact_lock(hashtextextended(\(key), 0)) AS taken") { try $0.value("taken") }
            ?? false
    }
}
