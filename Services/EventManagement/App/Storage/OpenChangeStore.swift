import Contracts
import Foundation
import Messaging
import Postgres

/// Changes that may be under way, as far as change has told.
struct OpenChangeStore {
    /// What counts is the newest that was announced, whichever message comes last.
    func follow(_ message: ChangeAnnounced, in tx: Transaction) throws {
        let change = try Projection<ChangeAnnounced>().find(message.record, in: tx) ?? message
        guard let period = Self.period(of: change) else {
            try tx.execute("DELETE FROM open_change WHERE id = \(change.record)")
            return
        }
        try tx.execute(
            """
            INSERT INTO open_change (id, number, scope, starts_at, ends_at)
            VALUES (\(change.record), \(change.number), \(change.scope), \(period.start), \(period.end))
            ON CONFLICT (id) DO UPDATE SET
                scope = excluded.scope, starts_at = excluded.starts_at, ends_at = excluded.ends_at
            """)
    }

    /// Work that has begun lasts until it is closed, whatever was planned.
    private static func period(of change: ChangeAnnounced) -> (start: Date, end: Date)? {
        switch change.state {
        case "implementing": (change.startedAt ?? .distantPast, .distantFuture)
        case "scheduled": change.plannedStart.flatMap { start in change.plannedEnd.map { (start, $0) } }
        default: nil
        }
    }

    /// Numbers of the changes under way on an item now; those of adjustments themselves do not count.
    func underWay(on item: UUID, at now: Date, in tx: Transaction) throws -> [String] {
        try tx.query(
            """
            SELECT number FROM open_change
            WHERE scope @> \([item]) AND starts_at <= \(now) AND ends_at > \(now)
                AND NOT EXISTS (SELECT FROM adjustment WHERE adjustment.change = open_change.id)
            ORDER BY number LIMIT 20
            """
        ) { try $0.value("number") }
    }
}
