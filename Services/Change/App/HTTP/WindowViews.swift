import ChangeDomain
import Foundation
import Messaging
import Postgres

/// A maintenance window as the API tells it.
struct WindowView: Codable, Sendable {
    let id: UUID
    let number: String
    let state: MaintenanceWindow.State
    let change: ChangeHeadView
    let scope: [Named]
    let expectedImpact: [ExpectedImpactView]
    /// When it opens, or opened.
    let start: Date
    /// When it ends, or ended.
    let end: Date
    let openedAt: Date?
    let endedAt: Date?
    let version: Int

    init(_ kept: Kept<MaintenanceWindow>, _ names: Names) {
        let window = kept.record
        id = window.id
        number = window.plan.number
        state = window.state
        change = ChangeHeadView(id: window.plan.change, number: window.plan.changeNumber)
        scope = names(window.plan.scope)
        expectedImpact = window.plan.expectedImpact.map {
            ExpectedImpactView(service: names($0.service), impact: $0.impact)
        }
        start = window.start
        end = window.end
        openedAt = window.openedAt
        endedAt = window.endedAt
        version = kept.version
    }

    static func views(
        _ kept: [Kept<MaintenanceWindow>], _ reader: NameReader, in tx: Transaction
    ) throws -> [WindowView] {
        let plans = kept.map(\.record.plan)
        let names = try Names(
            items: plans.flatMap(\.scope), services: plans.flatMap { $0.expectedImpact.map(\.service) }, reader, in: tx)
        return kept.map { WindowView($0, names) }
    }
}

struct ChangeHeadView: Codable, Sendable {
    let id: UUID
    let number: String
}
