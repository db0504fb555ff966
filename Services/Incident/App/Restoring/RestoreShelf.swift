import Contracts
import Foundation
import IncidentDomain
import Postgres
import Synchronization

/// What the restore order rests on and what changes slowly, kept in memory for a minute.
final class RestoreShelf: Sendable {
    struct Slow: Sendable {
        let history: RestoreHistory
        let audiences: Audiences
    }

    /// Of so many restored incidents, the newest, the history is made.
    static let mostPast = 2_000
    private static let keptFor: TimeInterval = 60

    private let kept = Mutex<(readAt: Date, slow: Slow)?>(nil)

    func slow(in tx: Transaction) throws -> Slow {
        let now = try tx.now
        if let kept = kept.withLock({ $0 }), abs(now.timeIntervalSince(kept.readAt)) < Self.keptFor { return kept.slow }
        let slow = Slow(history: try Self.history(in: tx), audiences: try Audiences(in: tx))
        kept.withLock { $0 = (now, slow) }
        return slow
    }

    private static func history(in tx: Transaction) throws -> RestoreHistory {
        let past = try tx.query(
            """
            SELECT cause_item, services, team,
                date_part('epoch', resolved_at - coalesce((record->>'acknowledgedAt')::timestamptz, opened_at)) / 3600
                    AS hours
            FROM incident
            WHERE resolved_at IS NOT NULL AND state IN ('resolved', 'closed')
                AND record->'resolution'->>'code' IN ('fixed', 'workaround', 'monitoring_cleared')
            ORDER BY resolved_at DESC LIMIT \(mostPast)
            """
        ) { row in
            RestoreHistory.Past(
                item: try row.value("cause_item"), services: try row.value("services"), team: try row.value("team"),
                hours: try row.value("hours"))
        }
        return RestoreHistory(past)
    }
}

/// How many people there are, by organisation.
struct Audiences: Sendable {
    private let provider: Int
    private let customers: [UUID: Int]

    init(in tx: Transaction) throws {
        let rows = try tx.query(
            """
            SELECT (state->>'organisation')::uuid AS organisation, count(*)::int AS people FROM reference_state
            WHERE subject = \(PersonAnnounced.subject) AND state->'active' = 'true' GROUP BY 1
            """
        ) { (try $0.value("organisation") as UUID?, try $0.value("people") as Int) }
        provider = rows.filter { $0.0 == nil }.reduce(0) { $0 + $1.1 }
        customers = Dictionary(rows.compactMap { row in row.0.map { ($0, row.1) } }) { $1 }
    }

    /// Those who may use a service; at least one.
    func people(of service: ServiceAnnounced) -> Int {
        let count = service.audience?.reduce(0) { $0 + customers[$1, default: 0] }
        return max(count ?? provider + customers.values.reduce(0, +), 1)
    }
}
