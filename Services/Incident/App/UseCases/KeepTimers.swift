import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What comes back by itself: a resolved incident to be closed, one on hold at its date, one that lasts to be weighed again.
struct KeepTimers: FollowsIncidents {
    static let autoClose = "auto-close"
    static let followUp = "follow-up"
    static let growOlder = "grow-older"

    let versions: ServiceLevelVersions
    let majors: FollowMajorIncident

    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        try set(for: kept.record, in: tx)
        return kept
    }

    func set(for incident: Incident, in tx: Transaction) throws {
        try set(Self.autoClose, for: incident, at: closing(of: incident, in: tx), in: tx)
        try set(Self.followUp, for: incident, at: incident.hold?.until, in: tx)
        try set(Self.growOlder, for: incident, at: ageing(of: incident, in: tx), in: tx)
    }

    private func set(_ kind: String, for incident: Incident, at due: Date?, in tx: Transaction) throws {
        if let due {
            try Timers.arm(kind, for: incident.id, at: due, in: tx)
        } else {
            try Timers.disarm(kind, for: incident.id, in: tx)
        }
    }

    /// At the end of so many business days; never while it is led as a major one.
    private func closing(of incident: Incident, in tx: Transaction) throws -> Date? {
        guard incident.state == .resolved, let resolvedAt = incident.resolvedAt, try !majors.isLed(incident.id, in: tx)
        else { return nil }
        let rules = try RulesStore<ClosingRules>().current(in: tx).rules
        return try closing(of: incident, resolvedAt: resolvedAt, by: rules, in: tx)
    }

    /// By the calendar of its policy, else by the days of the week that the rules name.
    func closing(
        of incident: Incident, resolvedAt: Date, by rules: ClosingRules, in tx: Transaction
    ) throws -> Date? {
        try rules.closing(of: resolvedAt, by: versions.openHours(of: incident.agreed, in: tx))
    }

    /// The next instant at which lasting raises its urgency.
    private func ageing(of incident: Incident, in tx: Transaction) throws -> Date? {
        guard incident.state.isOpen, let rules = incident.assessment?.rules.rules else { return nil }
        let now = try tx.now
        return rules.hourSteps.map { incident.openedAt + $0 * 3600 }.first { $0 > now }
    }
}
