import Foundation
import IncidentDomain
import Records

/// A policy as it would have been chosen: in the place of its own versions and of those that fit less closely. What fits closer,
/// and what it does not fit, stays as it was.
struct OtherPolicy: Sendable {
    let policy: ServiceLevelPolicy
    /// One of equal fit gives way to a draft.
    let isDraft: Bool
    let pin: VersionPin
    /// Calendars as they would be.
    var given: [UUID: VersionPin] = [:]
    /// Calendars as they are, for records that agreed on none of that id.
    var newest: [UUID: VersionPin] = [:]
    var book = ServiceLevelRulebook()

    init(policy: ServiceLevelPolicy, isDraft: Bool, pin: VersionPin) {
        (self.policy, self.isDraft, self.pin) = (policy, isDraft, pin)
    }

    /// The same life, had this policy been there whenever policies were agreed on, or at the opening where none ever was.
    func moments(
        _ moments: [ServiceLevelMoment], of incident: Incident, held: ServiceLevelRulebook
    ) -> [ServiceLevelMoment] {
        var found = false
        var changed = moments.map { moment in
            guard case .agreed(let policies) = moment.event else { return moment }
            found = true
            return ServiceLevelMoment(at: moment.at, .agreed(policies: agreed(beside: policies, incident, held)))
        }
        if !found, fit(incident) != nil, let first = moments.first {
            changed.insert(ServiceLevelMoment(at: first.at, .agreed(policies: [agreed(with: [])])), at: 1)
        }
        return changed
    }

    private func agreed(
        beside policies: [AgreedPolicy], _ incident: Incident, _ held: ServiceLevelRulebook
    ) -> [AgreedPolicy] {
        let rival = policies.first { held.policy($0.policy)?.kind == policy.kind }
        guard wins(over: rival, incident, held) else { return policies }
        return policies.filter { $0 != rival } + (fit(incident) == nil ? [] : [agreed(with: policies)])
    }

    private func wins(over rival: AgreedPolicy?, _ incident: Incident, _ held: ServiceLevelRulebook) -> Bool {
        guard let rival, rival.policy.id != pin.id, let other = held.policy(rival.policy) else { return true }
        let theirs = other.fit(services: incident.services, organisation: incident.organisation) ?? -1
        guard let mine = fit(incident) else { return false }
        return mine > theirs || isDraft && mine == theirs
    }

    private func fit(_ incident: Incident) -> Int? {
        policy.fit(services: incident.services, organisation: incident.organisation)
    }

    /// With the calendars that were agreed on, so that nothing but what is asked for is another.
    private func agreed(with held: [AgreedPolicy]) -> AgreedPolicy {
        let pinned = held.flatMap(\.calendars)
        let calendars = Set(policy.targets.map(\.calendar)).compactMap { id in
            given[id] ?? pinned.first { $0.id == id } ?? newest[id]
        }
        return AgreedPolicy(policy: pin, calendars: calendars)
    }
}
