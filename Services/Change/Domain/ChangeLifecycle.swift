import Foundation
import Records

extension Change: Lifecycle {
    package enum Command: Equatable, Sendable {
        case revise(Plan)
        /// Another planned window.
        case move(Period)
        /// `ScopeReach` is what the model says now.
        case schedule(ScopeReach)
        case implement
        case extend(to: Date)
        case close(Outcome, notes: String?)
        case cancel(reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case drafted(number: String, requester: UUID?, plan: Plan, source: Source? = nil)
        case revised(plan: Plan)
        case moved(window: Period)
        case scheduled(affected: [AffectedService])
        case started
        case extended(to: Date)
        case closed(outcome: Outcome, notes: String?)
        case cancelled(reason: String)
    }

    package static let kind = "change"

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.draft, .revise(let plan)): return plan == self.plan ? [] : [.revised(plan: plan)]
        case (.draft, .move(let window)): return window == plan.window ? [] : [.moved(window: window)]
        case (.scheduled, .move(let window)):
            guard window.end > now else { throw rejection("moved", ["the new window is over already"], "window_over") }
            return window == plan.window ? [] : [.moved(window: window)]
        case (.draft, .schedule(let reach)):
            try requireReady(reach, at: now)
            return [.scheduled(affected: reach.services)]
        case (.scheduled, .implement):
            try requireOpenWindow(at: now)
            return [.started]
        case (.implementing, .extend(let end)):
            try requireLater(end, than: now)
            return end == windowEnd ? [] : [.extended(to: end)]
        case (.implementing, .close(let outcome, let notes)):
            try requireNotes(outcome, notes)
            return [.closed(outcome: outcome, notes: notes)]
        case (.draft, .cancel(let reason)), (.scheduled, .cancel(let reason)): return [.cancelled(reason: reason)]
        case (.scheduled, .schedule), (.implementing, .implement), (.cancelled, .cancel): return []  // told twice
        case (.closed, .close(let outcome, _)) where outcome == self.outcome: return []
        default: throw Rejection("Change \(number) is \(state.rawValue): \(advice(command))")
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Change {
        var next = self
        switch fact {
        case .drafted: break
        case .revised(let plan): next.plan = plan
        case .moved(let window): next.plan.window = window
        case .scheduled: next.state = .scheduled
        case .started:
            next.state = .implementing
            next.startedAt = instant
        case .extended(let end): next.extendedTo = end
        case .closed(let outcome, let notes):
            next.state = .closed
            next.endedAt = instant
            next.outcome = outcome
            next.notes = notes
        case .cancelled(let reason):
            next.state = .cancelled
            next.endedAt = instant
            next.cancelReason = reason
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Change? {
        guard case .drafted(let number, let requester, let plan, let source) = fact else { return nil }
        return Change(
            id: id, number: number, requester: requester, draftedAt: instant, source: source, state: .draft,
            plan: plan)
    }
}
