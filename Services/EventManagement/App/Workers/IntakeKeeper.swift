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
    ///
    /// After a start, and after trouble, sources first get the time to repeat what we could not hear meanwhile.
    func expire() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: expire.grace)
                while true {
                    try await Task.sleep(for: .seconds(2))
                    let expire = expire
                    try await database.transaction { tx in _ = try expire.overdue(in: tx) }
                }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Expiry waits for the database", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Makes and drops partitions every hour, until the task is cancelled.
    func tidy() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(3600))
                try await tidyOnce()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Tidying waits for the database", metadata: ["error": "\(error)"])
            }
        }
    }

    func tidyOnce() async throws {
        let retention = retention
        try await database.transaction { tx in try Self.tidy(retention, in: tx) }
    }

    private static func tidy(_ retention: Duration, in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('event:tidy', 0))")
        let now = try tx.now
        let oldest = now - retention / .seconds(1)
        let partitions = TimePartitions(of: "intake", by: "received_at", days: 1)
        try partitions.make(ahead: 2, from: now, in: tx)
        try partitions.drop(before: oldest, in: tx)
        try IntakeStore().forgetDeliveries(before: oldest, in: tx)
        try PayloadStore().forgetFailures(before: oldest, in: tx)
    }
}
