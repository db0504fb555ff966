import Foundation
import Records

/// What the clocks of an incident take notice of, folded from its journal line by line.
package struct IncidentMoments: Codable, Equatable, Sendable {
    package private(set) var moments: [ServiceLevelMoment] = []
    /// The services it hurts: which policies fit depends on them.
    package private(set) var services: [UUID] = []
    private var computed: Priority?
    private var given: Priority?

    package init() {}

    package mutating func note(_ fact: Incident.Fact, at instant: Date) {
        switch fact {
        case .opened(let opening):
            services = opening.services
            add(.opened(priority: Priority.moderate.rawValue), at: instant)
        case .sighted(let sighting): services = sighting.services
        case .prioritised(let assessment):
            computed = assessment.priority
            prioritise(at: instant)
        case .priorityOverridden(let override):
            given = override.priority
            prioritise(at: instant)
        case .overrideWithdrawn:
            given = nil
            prioritise(at: instant)
        case .assigned(let team, let person, let why):
            add(.handed(team: team), at: instant)
            // Who is given it by a rule has not taken it up yet: no clock may stop because the suite was quick.
            if person != nil, why == nil { add(.owned, at: instant) }
        case .workStarted: add(.owned, at: instant)
        case .held(let hold): add(.held(reason: hold.reason.rawValue), at: instant)
        case .resumed: add(.resumed, at: instant)
        case .resolved: add(.resolved, at: instant)
        case .reopened: add(.reopened, at: instant)
        case .closed: add(.closed, at: instant)
        case .cancelled: add(.cancelled, at: instant)
        case .serviceLevelsAgreed(let policies, _): add(.agreed(policies: policies), at: instant)
        case .replied(let reply, let said): insert(reply == .answered ? .answered : .asked, at: said)
        case .noted, .workaroundOffered, .linked, .affectedAdded, .harmFlagged, .thresholdPassed, .breachExplained,
            .categorised, .itemAdded, .itemRemoved, .escalated, .joinedParent, .leftParent, .taskAdded, .taskGiven,
            .taskEnded, .monitoringGapFound:
            break
        }
    }

    private mutating func prioritise(at instant: Date) {
        guard let priority = given ?? computed else { return }
        add(.prioritised(priority: priority.rawValue), at: instant)
    }

    private mutating func add(_ event: ServiceLevelEvent, at instant: Date) {
        moments.append(ServiceLevelMoment(at: instant.milliseconds, event))
    }

    /// What was said is heard of later, and not before the incident.
    private mutating func insert(_ event: ServiceLevelEvent, at instant: Date) {
        let at = max(instant.milliseconds, moments.first?.at ?? 0)
        let index = moments.lastIndex { $0.at <= at }.map { $0 + 1 } ?? moments.count
        moments.insert(ServiceLevelMoment(at: at, event), at: index)
    }
}
