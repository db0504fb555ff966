import Foundation
import Logging
import Messaging
import Postgres

/// Keeps the tables of every service in shape: partitions made ahead, what is old enough dropped.
struct Housekeeping: Sendable {
    /// Longer than a message can wait in retries, parked, or for a replay by hand.
    private static let inboxDays = 35

    let settings: CommonSettings
    let database: Database
    let logger: Logger

    /// Tidies every hour until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(3600))
                try await tidy()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Housekeeping waits for the database", metadata: ["error": "\(error)"])
            }
        }
    }

    /// One copy at a time; whoever comes second finds little to do.
    func tidy() async throws {
        let retention = settings.archiveRetention / .seconds(1)
        try await database.transaction { tx in
            try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('dienst:housekeeping', 0))")
            let now = try tx.now
            let archive = TimePartitions(of: "archive", by: "published_at", days: 7)
            try archive.make(ahead: 2, from: now, in: tx)
            try archive.drop(before: now - retention, in: tx)
            try tx.execute("DELETE FROM inbox WHERE received_at < \(now - Double(Self.inboxDays) * 86_400)")
            _ = try Idempotency.forget(olderThan: 86_400, in: tx)
        }
    }
}
