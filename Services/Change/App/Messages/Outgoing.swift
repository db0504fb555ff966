import ChangeDomain
import Contracts
import Foundation

// What others are told, whatever the fact: the record's public state as it is now.

extension ConfigurationItemAnnounced {
    init(_ item: ConfigurationItem, facts: [String]) {
        self.init(
            record: item.id, facts: facts, name: item.name, itemClass: item.itemClass, active: item.isActive,
            aliases: item.aliases, dependsOn: item.dependsOn, supports: item.supports,
            redundancy: item.redundancy?.map { RedundancyGroup(items: $0.items, atLeast: $0.atLeast) })
    }
}

extension ChangeAnnounced {
    init(_ change: Change, facts: [String], at now: Date? = nil) {
        self.init(
            record: change.id, facts: facts, number: change.number, state: change.state.rawValue,
            summary: change.plan.summary, scope: change.plan.scope,
            expectedImpact: change.plan.expectedImpact.map(DeclaredImpact.init),
            plannedStart: change.plan.window?.start, plannedEnd: change.windowEnd, startedAt: change.startedAt,
            endedAt: change.endedAt, outcome: change.outcome?.rawValue, requester: change.requester,
            team: change.plan.team,
            assignee: change.plan.assignee, draftedAt: change.draftedAt, updatedAt: now)
    }
}

extension MaintenanceWindowAnnounced {
    init(_ window: MaintenanceWindow, facts: [String]) {
        self.init(
            record: window.id, facts: facts, number: window.plan.number, change: window.plan.change,
            changeNumber: window.plan.changeNumber, state: WindowState(window.state), scope: window.plan.scope,
            expectedImpact: window.plan.expectedImpact.map(DeclaredImpact.init), start: window.start, end: window.end)
    }
}

extension DeclaredImpact {
    fileprivate init(_ expected: ExpectedImpact) {
        self.init(service: expected.service, impact: expected.impact.rawValue)
    }
}

extension WindowState {
    /// For readers an extended window is an open one with a later end.
    init(_ state: MaintenanceWindow.State) {
        self =
            switch state {
            case .planned: .planned
            case .open, .extended: .open
            case .ended: .ended
            case .cancelled: .cancelled
            }
    }
}
