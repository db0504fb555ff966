import Foundation
import Records

extension MaintenanceWindow: Lifecycle {
    package enum Command: Equatable, Sendable {
        case open(Opening)
        case move(Period)
        case extend(to: Date)
        case end(Ending)
        case cancel(reason: String)
    }

    package enum Fact: Codable, Equatable, Sendable {
        case planned(Plan)
        case moved(period: Period)
        case opened(by: Opening)
        case extended(to: Date)
        case ended(by: Ending)
        case cancelled(reason: String)
    }

    package static let kind = "maintenance_window"

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.planned, .open(let cause)):
            guard cause == .implementation || now >= start else { throw rejection("opened", "it is not due yet") }
            guard now < end else { throw rejection("opened", "its time is over") }
            return [.opened(by: cause)]
        case (.planned, .move(let period)):
            return period.start == start && period.end == end ? [] : [.moved(period: period)]
        case (.open, .extend(let end)), (.extended, .extend(let end)):
            guard end >= self.end else { throw rejection("extended", "the new end must come after the present one") }
            return end == self.end ? [] : [.extended(to: end)]
        case (.planned, .end(let cause)), (.open, .end(let cause)), (.extended, .end(let cause)):
            guard cause != .plannedEnd || now >= end else { throw rejection("ended", "its planned end is not reached") }
            return [.ended(by: cause)]
        case (.planned, .cancel(let reason)): return [.cancelled(reason: reason)]
        case (.open, .open), (.extended, .open), (.ended, .end), (.cancelled, .cancel): return []  // told twice
        default: throw Rejection("Maintenance window \(plan.number) is \(state.rawValue): that is not possible now.")
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> MaintenanceWindow {
        var next = self
        switch fact {
        case .planned: break
        case .moved(let period):
            next.start = period.start
            next.end = period.end
        case .opened:
            next.state = .open
            next.start = instant
            next.openedAt = instant
        case .extended(let end):
            next.state = .extended
            next.end = end
        case .ended(let cause):
            next.state = .ended
            next.endedAt = instant
            // A timer that fires late does not stretch the window.
            next.end = cause == .plannedEnd ? end : instant
        case .cancelled:
            next.state = .cancelled
            next.endedAt = instant
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> MaintenanceWindow? {
        guard case .planned(let plan) = fact else { return nil }
        return MaintenanceWindow(
            id: id, plan: plan, state: .planned, start: plan.period.start, end: plan.period.end)
    }

    private func rejection(_ verb: String, _ reason: String) -> Rejection {
        Rejection("Maintenance window \(plan.number) cannot be \(verb): \(reason).", code: "window_time")
    }

    /// Windows open and end by themselves; this says by which rule.
    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .opened(let cause):
            Explanation(
                decision: "window opened", rule: "planned start or implementation, whichever is first",
                inputs: ["cause": cause.rawValue], outcome: State.open.rawValue,
                because: cause == .plannedStart
                    ? "The planned start was reached." : "Implementation began before the planned start.")
        case .ended(let cause):
            Explanation(
                decision: "window ended", rule: "planned end or end of the change, whichever is first",
                inputs: ["cause": cause.rawValue], outcome: State.ended.rawValue, because: sentence(cause))
        case .planned, .moved, .extended, .cancelled: nil
        }
    }

    private static func sentence(_ cause: Ending) -> String {
        switch cause {
        case .plannedEnd: "The planned or extended end was reached."
        case .changeClosed: "The change was closed."
        case .changeCancelled: "The change was cancelled while its window was open."
        case .moved: "The change was moved to another time while this window was open."
        }
    }
}
