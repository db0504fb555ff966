import ChangeDomain
import Foundation
import Records

/// Tuesday, 1 September 2026, 12:00 UTC.
let noon = Date(timeIntervalSince1970: 1_788_264_000)

let shop = UUID()
let payroll = UUID()
let server = UUID()

func hours(_ count: Double) -> Date { noon.addingTimeInterval(count * 3600) }

func aPeriod(_ from: Double = 1, _ to: Double = 3) -> Period {
    guard let period = Period.remaining(from: hours(from), until: hours(to)) else {
        preconditionFailure("empty period")
    }
    return period
}

func aPlan(
    scope: [UUID] = [server], impact: [ExpectedImpact] = [ExpectedImpact(shop, .degraded)], window: Period? = aPeriod()
) -> Change.Plan {
    Change.Plan(type: .normal, summary: "Replace the disk", scope: scope, expectedImpact: impact, window: window)
}

let reachesShop = ScopeReach(services: [AffectedService(shop, name: "Shop", through: "app-1")])

/// A change folded to a state, planned from 13 to 15 o'clock.
func aChange(_ state: Change.State = .draft, plan: Change.Plan = aPlan()) -> Change {
    let facts: [Change.Fact] =
        switch state {
        case .draft: []
        case .scheduled: [.scheduled(affected: reachesShop.services)]
        case .implementing: [.scheduled(affected: reachesShop.services), .started]
        case .closed: [.scheduled(affected: reachesShop.services), .started, .closed(outcome: .successful, notes: nil)]
        case .cancelled: [.cancelled(reason: "not needed")]
        }
    let first = Change.Fact.drafted(number: "CHG0000042", requester: nil, plan: plan)
    guard let change = Change.folding(UUID(), ([first] + facts).map { ($0, noon) }) else {
        preconditionFailure("a drafted fact begins a change")
    }
    return change
}

/// A window folded to a state, planned from 13 to 15 o'clock and opened at noon.
func aWindow(_ state: MaintenanceWindow.State = .planned, period: Period = aPeriod()) -> MaintenanceWindow {
    let facts: [MaintenanceWindow.Fact] =
        switch state {
        case .planned: []
        case .open: [.opened(by: .implementation)]
        case .extended: [.opened(by: .implementation), .extended(to: hours(4))]
        case .ended: [.opened(by: .implementation), .ended(by: .changeClosed)]
        case .cancelled: [.cancelled(reason: "not needed")]
        }
    let plan = MaintenanceWindow.Plan(
        number: "MWD0000007", change: UUID(), changeNumber: "CHG0000042", scope: [server],
        expectedImpact: [ExpectedImpact(shop, .degraded)], period: period)
    guard let window = MaintenanceWindow.folding(UUID(), ([.planned(plan)] + facts).map { ($0, noon) }) else {
        preconditionFailure("a planned fact begins a window")
    }
    return window
}

func anItem(
    _ name: String, _ itemClass: String = "server", aliases: [String] = [], dependsOn: [UUID] = [],
    supports: [UUID] = [], retired: Bool = false
) -> ConfigurationItem {
    let facts: [ConfigurationItem.Fact] =
        [
            .defined(name: name, itemClass: itemClass, aliases: aliases),
            .connected(dependsOn: dependsOn, supports: supports),
        ] + (retired ? [.retired] : [])
    guard let item = ConfigurationItem.folding(UUID(), facts.map { ($0, noon) }) else {
        preconditionFailure("a defined fact begins an item")
    }
    return item
}
