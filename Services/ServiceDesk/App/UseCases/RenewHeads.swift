import Foundation
import Logging
import Messaging
import Postgres
import Records

/// After an upgrade that changed what heads hold they are made again by themselves, once for all copies, beside the rest of the
/// work. A copy that stops in the middle leaves it to another one.
struct RenewHeads: Sendable {
    /// One more whenever heads hold something else than before.
    static let edition = 1
    /// How long a copy may take before another one begins anew, which does no harm.
    private static let lease: TimeInterval = 900

    static let migrations = [
        Migration(
            name: "m0601_projection_edition",
            sql: """
                -- Of which edition a projection is, and until when some copy is making it anew.
                CREATE TABLE projection_edition (
                    name text PRIMARY KEY,
                    edition integer NOT NULL,
                    taken_until timestamptz
                );
                INSERT INTO projection_edition (name, edition)
                SELECT 'record-heads', CASE WHEN EXISTS (SELECT FROM record_head) THEN 0 ELSE 1 END;
                """)
    ]

    let database: Database
    let logger: Logger
    var edition = RenewHeads.edition

    /// Until the heads are of this edition.
    func run(every pause: Duration = .seconds(60)) async {
        while !Task.isCancelled {
            do {
                if try await renew() { return }
            } catch {
                logger.warning("The heads of records could not be made again", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    /// Answers whether they are of this edition; not, while another copy makes them.
    func renew() async throws -> Bool {
        if try await isCurrent() { return true }
        guard try await take() else { return false }
        let made = try await RebuildHeads(database: database).run(by: .timer("record-heads"))
        try await database.transaction { tx in
            try tx.execute(
                """
                UPDATE projection_edition SET edition = \(edition), taken_until = NULL
                WHERE name = 'record-heads' AND edition < \(edition)
                """)
        }
        logger.notice("The heads of records are made again", metadata: ["heads": "\(made)"])
        return true
    }

    private func isCurrent() async throws -> Bool {
        try await database.transaction { tx in
            try tx.first("SELECT edition FROM projection_edition WHERE name = 'record-heads'") {
                try $0.value("edition") as Int
            } ?? 0 >= edition
        }
    }

    private func take() async throws -> Bool {
        try await database.transaction { tx in
            try tx.execute(
                """
                UPDATE projection_edition SET taken_until = \(try tx.now + Self.lease)
                WHERE name = 'record-heads' AND edition < \(edition)
                    AND (taken_until IS NULL OR taken_until <= \(try tx.now))
                """) == 1
        }
    }
}
