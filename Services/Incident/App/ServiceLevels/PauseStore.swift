import Foundation
import Postgres
import Records

/// When clocks were held, in the table `incident_pause`: a ledger for reports, since a clock itself knows only how it stands.
struct PauseStore: Sendable {
    /// - Parameter instant: when the incident last changed, in milliseconds since 1970: held clocks are held since then unless it is
    ///   known already, and all others have gone on by then.
    func note(_ clocks: [ServiceLevelClock], of incident: UUID, changedAt instant: Int?, in tx: Transaction) throws {
        guard let changed = instant.map(Date.init(milliseconds:)) else { return }
        let held = clocks.compactMap { clock in clock.pausedFor.map { (clock: clock, reason: $0) } }
        let keys = held.map(\.clock.key)
        try tx.execute(
            """
            UPDATE incident_pause AS p SET ended_at = greatest(\(changed), began_at)
            WHERE incident = \(incident) AND ended_at IS NULL AND NOT EXISTS (
                SELECT FROM unnest(
                    \(keys.map(\.kind)), \(keys.map(\.measure)), \(keys.map(\.target)), \(keys.map(\.run)),
                    \(held.map(\.reason))
                ) AS h (kind, measure, target, run, reason)
                WHERE (h.kind, h.measure, h.target, h.run, h.reason) = (p.kind, p.measure, p.target, p.run, p.reason))
            """)
        guard !held.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO incident_pause (incident, kind, measure, target, run, began_at, reason, remaining)
            SELECT \(incident), h.kind, h.measure, h.target, h.run, \(changed), h.reason, h.remaining FROM unnest(
                \(keys.map(\.kind)), \(keys.map(\.measure)), \(keys.map(\.target)), \(keys.map(\.run)),
                \(held.map(\.reason)), \(held.map(\.clock.remaining))
            ) AS h (kind, measure, target, run, reason, remaining)
            WHERE NOT EXISTS (
                SELECT FROM incident_pause AS p WHERE p.incident = \(incident) AND p.ended_at IS NULL
                    AND (h.kind, h.measure, h.target, h.run) = (p.kind, p.measure, p.target, p.run))
            ON CONFLICT ON CONSTRAINT one_pause_at_a_time DO NOTHING
            """)
    }
}
