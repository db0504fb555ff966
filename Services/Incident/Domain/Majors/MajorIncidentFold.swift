import Foundation
import Records

extension MajorIncident {
    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> MajorIncident? {
        guard case .proposed(let proposal) = fact else { return nil }
        return MajorIncident(
            id: id, number: proposal.number, incident: proposal.incident, incidentNumber: proposal.incidentNumber,
            brokenSince: proposal.brokenSince, proposedAt: instant, state: .proposed, grounds: proposal.grounds,
            holders: [], plan: CommunicationPlan(cadence: 60, bridge: nil), updates: [], missed: [:])
    }

    package func applying(_ fact: Fact, at instant: Date) -> MajorIncident {
        var next = self
        next.apply(fact, at: instant)
        return next
    }

    private mutating func apply(_ fact: Fact, at instant: Date) {
        switch fact {
        case .proposed, .annotated: break
        case .proposedAgain(let new): (state, grounds, reason) = (.proposed, new, nil)
        case .worsened(let new): grounds = new
        case .accepted(let acceptance):
            (state, holders, plan) = (.accepted, acceptance.holders, acceptance.plan)
            (acceptedAt, ledSince, missed) = (instant, instant, [:])
        case .rejected(let why): (state, reason) = (.rejected, why)
        case .lapsed(let why): (state, reason) = (.lapsed, why)
        case .roleTaken(let role, let person, let from, _):
            holders.removeAll { $0.role == role && $0.person == from }
            holders.append(RoleHolder(role: role, person: person, since: instant))
        case .roleLeft(let role, let person, _): holders.removeAll { $0.role == role && $0.person == person }
        case .planChanged(let new): (plan, missed) = (new, [:])
        case .updatePublished(let update): updates.append(update)
        case .updateMissed(let audience, let due): missed[audience] = due
        case .restored: (state, restoredAt) = (.restored, instant)
        case .reopened: (state, restoredAt, ledSince) = (.accepted, nil, instant)
        case .reviewed(let new): (state, review) = (.reviewing, new)
        case .closed: (state, closedAt) = (.closed, instant)
        case .demoted(let why): (state, reason) = (.demoted, why)
        }
    }
}
