import Contracts
import Foundation
import IncidentDomain
import Logging
import Messaging
import Postgres
import Records

/// Puts all outages in order again whenever something changes, and says so when the order is another.
struct RestoreWatch: Sendable {
    /// The restore order has no record of its own: all its announcements carry this id.
    static let record = UUID(uuid: (1, 144, 165, 178, 0, 0, 112, 0, 128, 0, 0, 0, 0, 0, 0, 5))

    /// Raised in this copy after a commit of what the order rests on.
    private static let changed = Signal()

    /// Every change of an incident may change the order.
    struct Follower: FollowsIncidents {
        func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
            RestoreWatch.noteChange(in: tx)
            return kept
        }
    }

    /// What comes in a burst is put in order once.
    private static let burst = Duration.milliseconds(150)
    /// In a storm, ordering leaves most of a core to others; the order is still never a second behind.
    private static let longestPause = Duration.milliseconds(600)

    let outages: ReadOutages
    let database: Database
    let logger: Logger

    /// Something the order rests on is written in this transaction.
    static func noteChange(in tx: Transaction) { tx.afterCommit { changed.raise() } }

    /// Runs until the task is cancelled. Busy times begin and end too, so it also looks when nothing is told.
    func run() async {
        var pause = Self.burst
        while !Task.isCancelled {
            await Self.changed.wait(atMost: .seconds(30))
            do {
                try await Task.sleep(for: pause)
                let took = try await ContinuousClock().measure { try await announceIfChanged() }
                pause = min(max(Self.burst, took * 4), Self.longestPause)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The restore order waits for the database", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Answers whether the order was another than announced last.
    @discardableResult
    func announceIfChanged() async throws -> Bool {
        let found = try await database.transaction { tx in try outages.now(in: tx) }
        let order = RestoreOrder(found.board.problem)
        return try await database.transaction { tx in try announce(order, in: tx) }
    }

    private func announce(_ order: RestoreOrder, in tx: Transaction) throws -> Bool {
        let incidents = order.positions.map(\.job)
        let sequence: Int? = try tx.first(
            """
            UPDATE restore_order SET incidents = \(incidents), sequence = sequence + 1, announced_at = \(try tx.now)
            WHERE incidents <> \(incidents) RETURNING sequence
            """
        ) { try $0.value("sequence") }
        guard let sequence else { return false }
        let message = RestoreOrderAnnounced(
            record: Self.record, facts: ["reordered"], incidents: Array(incidents.prefix(50)), count: incidents.count,
            lost: order.lost, orderedAt: try tx.now)
        try Outbox.announce(message, sequence: sequence, by: .timer("restore-order"), in: tx)
        return true
    }
}
