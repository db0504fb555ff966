import Foundation
import Records

extension Situation: Lifecycle {
    package static let kind = "situation"

    package enum Command: Equatable, Sendable {
        /// The hold-off is over, or need not be waited for.
        case announce(Explanation)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case opened(opening: Opening)
        /// New members, and members that fire again or with another severity.
        case alertsJoined(members: [Member])
        case alertsCleared(alerts: [UUID])
        case causeMoved(cause: Cause)
        /// The same cause, with what speaks for it now.
        case causeWeighed(cause: Cause)
        case impactChanged(hurt: [Hurt])
        case changeExceeded(change: ChangeReference)
        case announced(why: Explanation)
        case cleared
        case reopened
        case merged(into: UUID, why: Explanation)
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.pending, .announce(let why)): [.announced(why: why)]
        case (.open, .announce), (.cleared, .announce), (.merged, .announce): []
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Situation? {
        guard case .opened(let opening) = fact else { return nil }
        return Situation(
            id: id, number: opening.number, state: .pending, group: opening.group, members: [opening.first],
            cause: opening.cause, hurt: opening.hurt, exceeds: opening.exceeds, wasAnnounced: false, openedAt: instant,
            firstOnset: opening.first.onset, lastOnset: opening.first.onset)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Situation {
        var next = self
        switch fact {
        case .opened: break
        case .alertsJoined(let members): next.take(members)
        case .alertsCleared(let alerts): next.quieten(Set(alerts))
        case .causeMoved(let cause), .causeWeighed(let cause): next.cause = cause
        case .impactChanged(let hurt): next.hurt = hurt
        case .changeExceeded(let change): next.exceeds = change
        case .announced:
            next.state = .open
            next.wasAnnounced = true
        case .cleared:
            next.state = .cleared
            next.clearedAt = instant
        case .reopened:
            next.state = .open
            next.clearedAt = nil
        case .merged(let survivor, _):
            next.state = .merged
            next.survivor = survivor
        }
        return next
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .opened(let opening): opening.cause.why
        case .causeMoved(let cause), .causeWeighed(let cause): cause.why
        case .announced(let why), .merged(_, let why): why
        case .alertsJoined, .alertsCleared, .impactChanged, .changeExceeded, .cleared, .reopened: nil
        }
    }

    private mutating func take(_ joining: [Member]) {
        var places =
            joining.count < 8 ? nil : Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.alert, $0) })
        for member in joining {
            if let place = places.map({ $0[member.alert] }) ?? members.firstIndex(where: { $0.alert == member.alert }) {
                members[place] = member
            } else {
                places?[member.alert] = members.count
                members.append(member)
            }
            firstOnset = min(firstOnset, member.onset)
            lastOnset = max(lastOnset, member.onset)
        }
    }

    private mutating func quieten(_ alerts: Set<UUID>) {
        for place in members.indices where alerts.contains(members[place].alert) { members[place].isFiring = false }
    }
}
