import Foundation

/// What a fact of a change means for its maintenance window. A change has at most one live window.
package enum WindowStep: Equatable, Sendable {
    case plan(Period)
    case command(MaintenanceWindow.Command)
}

extension Change {
    /// The steps that follow from a fact already applied, in order; `window` is the change's live window.
    package func windowSteps(after fact: Fact, window: MaintenanceWindow?, at now: Date) -> [WindowStep] {
        switch fact {
        case .drafted, .revised: []
        case .scheduled: plan.window.map { [.plan($0)] + opening($0, at: now) } ?? []
        case .moved(let period): state == .scheduled ? moving(to: period, window) + opening(period, at: now) : []
        case .started: starting(window, at: now)
        case .extended(let end): extending(to: end, window, at: now)
        case .closed: window.map { _ in [.command(.end(.changeClosed))] } ?? []
        case .cancelled(let reason): window.map { [.command(stopping($0, reason))] } ?? []
        }
    }

    /// A window that is open cannot become planned again: it ends, and another takes its place.
    private func moving(to period: Period, _ window: MaintenanceWindow?) -> [WindowStep] {
        switch window?.state {
        case .planned: [.command(.move(period))]
        case .open, .extended: [.command(.end(.moved)), .plan(period)]
        case .ended, .cancelled, nil: [.plan(period)]
        }
    }

    /// A window whose start has passed when it is planned opens with that.
    private func opening(_ period: Period, at now: Date) -> [WindowStep] {
        period.start <= now ? [.command(.open(.plannedStart))] : []
    }

    private func starting(_ window: MaintenanceWindow?, at now: Date) -> [WindowStep] {
        guard window == nil else { return [.command(.open(.implementation))] }
        return windowEnd.map { fresh(from: now, until: $0) } ?? []
    }

    /// Work that overran an ended window gets another from now on.
    private func extending(to end: Date, _ window: MaintenanceWindow?, at now: Date) -> [WindowStep] {
        guard window == nil else { return [.command(.extend(to: end))] }
        return fresh(from: now, until: end)
    }

    private func fresh(from now: Date, until end: Date) -> [WindowStep] {
        Period.remaining(from: now, until: end).map { [.plan($0), .command(.open(.implementation))] } ?? []
    }

    private func stopping(_ window: MaintenanceWindow, _ reason: String) -> MaintenanceWindow.Command {
        window.state == .planned ? .cancel(reason: reason) : .end(.changeCancelled)
    }
}
