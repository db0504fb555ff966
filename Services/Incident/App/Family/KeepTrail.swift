import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// How often an incident went from team to team, for lists. Read from what the clocks have folded of its journal.
struct KeepTrail: FollowsIncidents {
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let trail = try Self.trail(of: kept.record, in: tx)
        guard trail.hops > 0 else { return kept }
        try tx.execute(
            "UPDATE incident SET hops = \(trail.hops), ping_pong = \(trail.isPingPong) WHERE id = \(kept.record.id)")
        return kept
    }

    static func trail(of incident: Incident, in tx: Transaction) throws -> HandOvers {
        let folded = try ClockStore().moments(of: incident.id, in: tx)
        return HandOvers(folded.moments.moments, end: incident.closedAt ?? incident.resolvedAt)
    }
}
