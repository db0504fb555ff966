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
        /// Why an alert is in it that needs nothing of it, and that nothing of it needs.
        case related(alert: UUID, why: Explanation)
        /// A person, or what was learnt since, has put them elsewhere.
        case alertsLeft(alerts: [UUID], to: UUID)
        case causeMoved(cause: Cause)
        /// The same cause, with what speaks for it now.
        case causeWeighed(cause: Cause)
        /// A person has named the cause.
        case causePinned(cause: Cause)
        case impactChanged(hurt: [Hurt])
        case changeExceeded(change: ChangeReference)
        /// In a storm another speaks for it.
        case held(by: UUID, why: Explanation)
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
        return Situation(opening, id: id, at: instant)
    }

    init(_ opening: Opening, id: UUID, at instant: Date) {
        var tally = Tally()
        tally.add(opening.first)
        self.init(
            id: id, number: opening.number, state: .pending, group: opening.group,
            members: [opening.first.alert: opening.first], tally: tally, cause: opening.cause, hurt: opening.hurt,
            exceeds: opening.exceeds, wasAnnounced: false, openedAt: instant, firstOnset: opening.first.onset,
            lastOnset: opening.first.onset)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Situation {
        var next = self
        next.apply(fact, at: instant)
        return next
    }

    /// The same in place: a situation may have very many members.
    mutating func apply(_ fact: Fact, at instant: Date) {
        switch fact {
        case .opened, .related: break
        case .alertsJoined(let members): for member in members { take(member) }
        case .alertsCleared(let alerts): for alert in alerts { quieten(alert) }
        case .alertsLeft(let alerts, _): for alert in alerts { release(alert) }
        case .causeMoved(let cause), .causeWeighed(let cause): self.cause = cause
        case .causePinned(let cause):
            self.cause = cause
            isPinned = true
        case .impactChanged(let hurt): self.hurt = hurt
        case .changeExceeded(let change): exceeds = change
        case .announced:
            state = .open
            wasAnnounced = true
            heldBy = nil
        case .held(let other, _): heldBy = other
        case .cleared:
            state = .cleared
            clearedAt = instant
        case .reopened:
            state = wasAnnounced ? .open : .pending
            clearedAt = nil
        case .merged(let survivor, _):
            state = .merged
            self.survivor = survivor
        }
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .opened(let opening): opening.cause.why
        case .causeMoved(let cause), .causeWeighed(let cause): cause.why
        case .announced(let why), .held(_, let why), .merged(_, let why), .related(_, let why): why
        case .alertsJoined, .alertsCleared, .alertsLeft, .causePinned, .impactChanged, .changeExceeded, .cleared,
            .reopened:
            nil
        }
    }

    private mutating func take(_ member: Member) {
        if let known = members.updateValue(member, forKey: member.alert) { tally.remove(known) }
        tally.add(member)
        firstOnset = min(firstOnset, member.onset)
        lastOnset = max(lastOnset, member.onset)
    }

    private mutating func quieten(_ alert: UUID) {
        guard var member = members[alert] else { return }
        tally.remove(member)
        member.isFiring = false
        tally.add(member)
        members[alert] = member
    }

    private mutating func release(_ alert: UUID) {
        if let member = members.removeValue(forKey: alert) { tally.remove(member) }
    }
}
