import Chassis
import Foundation
import Logging
import Messaging
import Postgres

/// Ends what sources no longer repeat, and keeps the tables of the intake in shape.
struct IntakeKeeper: Sendable {
    let database: Database
    let expire: ExpireAlerts
    let retention: Duration
    let logger: Logger

    /// Looks for overdue alerts every two seconds, until the task is cancelled.
    func expire() async {
        await every(.seconds(2), "Expiry") { tx in
            while try expire.overdue(in: tx) == 500 {}
        }
    }

    /// Makes and drops partitions every hour, until the task is cancelled.
    func tidy() async {
        await every(.seconds(3600), "Tidying") { tx in try Self.tidy(retention, in: tx) }
    }

    func tidyOnce() async throws {
        let retention = retention
        try await database.transaction { tx in try Self.tidy(retention, in: tx) }
    }

    private static func tidy(_ retention: Duration, in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('event:tidy', 0))")
        let now = try tx.now
        let oldest = now - retention / .seconds(1)
        try IntakePartitions().make(days: 3, from: now, in: tx)
        try IntakePartitions().drop(before: oldest, in: tx)
        try IntakeStore().forgetDeliveries(before: oldest, in: tx)
    }

    private func every(
        _ pause: Duration, _ what: String, _ work: @escaping @Sendable (Transaction) throws -> Void
    ) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: pause)
                try await database.transaction { tx in try work(tx) }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("\(what) waits for the database", metadata: ["error": "\(error)"])
            }
        }
    }
}
