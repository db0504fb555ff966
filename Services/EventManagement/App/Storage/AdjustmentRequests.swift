import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres

/// Runbooks that rules have asked for, and what became of that.
struct AdjustmentRequests {
    struct Request {
        let alert: UUID
        let runbook: String
        let because: String
    }

    /// Keeps them, to be considered right after this transaction.
    func note(_ requests: [Request], in tx: Transaction) throws {
        guard !requests.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO adjustment_request (id, alert, runbook, because, requested_at)
            SELECT *, \(try tx.now) FROM unnest(
                \(requests.map { _ in UUID.v7() }), \(requests.map(\.alert)), \(requests.map(\.runbook)),
                \(requests.map(\.because)))
            """)
        tx.afterCommit { AdjustmentRunner.wake.raise() }
    }

    /// Those that nobody has considered yet, the oldest first.
    func open(atMost most: Int, in tx: Transaction) throws -> [(id: UUID, request: Request)] {
        try tx.query(
            """
            SELECT id, alert, runbook, because FROM adjustment_request
            WHERE considered_at IS NULL ORDER BY requested_at, id LIMIT \(most)
            """
        ) { row in
            let request = Request(
                alert: try row.value("alert"), runbook: try row.value("runbook"), because: try row.value("because"))
            return (try row.value("id"), request)
        }
    }

    func conclude(_ id: UUID, _ adjustment: UUID?, _ outcome: String, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE adjustment_request
            SET considered_at = \(try tx.now), adjustment = \(adjustment), outcome = \(outcome) WHERE id = \(id)
            """)
    }
}
