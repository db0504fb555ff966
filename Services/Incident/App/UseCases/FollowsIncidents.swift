import IncidentDomain
import Messaging
import Postgres
import Records

/// Looks at an incident after each change of it, in the change's own transaction, and sets up what follows from it.
///
/// `Incidents.followers` lists all of them in their order: the one place where clocks, costs, children and escalation hang
/// on. A follower may add facts that wait for nothing else; whatever moves the incident again is left to a timer, so that
/// nobody follows in a circle.
protocol FollowsIncidents: Sendable {
    /// Answers the incident with what was added to it.
    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident>
}

extension KeepClocks: FollowsIncidents {}
