import Foundation
import Postgres

/// Waits until what was kept before has been folded, so that a client finds what it has just sent.
struct FoldedIntake: Sendable {
    private static let longest = Duration.seconds(2)

    let database: Database

    /// Comes back after two seconds at the latest: then it is shown as far as it is folded.
    func settle() async throws {
        let start = ContinuousClock.now
        guard let newest = try await waiting(newest: true) else { return }
        while let oldest = try await waiting(newest: false), oldest <= newest,
            ContinuousClock.now - start < Self.longest
        {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func waiting(newest: Bool) async throws -> Int? {
        try await database.transaction { tx in
            try tx.first(
                newest
                    ? "SELECT id FROM intake_waiting ORDER BY id DESC LIMIT 1"
                    : "SELECT id FROM intake_waiting ORDER BY id LIMIT 1"
            ) { try $0.value("id") }
        }
    }
}
