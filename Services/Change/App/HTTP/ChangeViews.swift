import ChangeDomain
import Foundation
import Messaging
import Postgres

/// A change as the API tells it.
struct ChangeView: Codable, Sendable {
    /// The record of another service that it came of.
    struct Source: Codable, Sendable {
        let kind: String
        let id: UUID
        let number: String
    }

    let id: UUID
    let number: String
    let state: Change.State
    let type: Change.Kind
    let summary: String
    let description: String?
    let risk: String?
    let requester: Named?
    let assignee: Named?
    let team: Named?
    let scope: [Named]
    let expectedImpact: [ExpectedImpactView]
    let window: WindowBody?
    let extendedTo: Date?
    let draftedAt: Date
    let startedAt: Date?
    let endedAt: Date?
    let outcome: Change.Outcome?
    let notes: String?
    let cancelReason: String?
    let source: Source?
    /// Oldest first.
    let maintenanceWindows: [WindowHeadView]
    let version: Int

    init(_ kept: Kept<Change>, windows: [MaintenanceWindow], _ names: Names) {
        let change = kept.record
        id = change.id
        number = change.number
        state = change.state
        type = change.plan.type
        summary = change.plan.summary
        description = change.plan.description
        risk = change.plan.risk
        requester = names(change.requester)
        assignee = names(change.plan.assignee)
        team = names(change.plan.team)
        scope = names(change.plan.scope)
        expectedImpact = change.plan.expectedImpact.map {
            ExpectedImpactView(service: names($0.service), impact: $0.impact)
        }
        window = change.plan.window.map { WindowBody(start: $0.start, end: $0.end) }
        extendedTo = change.extendedTo
        draftedAt = change.draftedAt
        startedAt = change.startedAt
        endedAt = change.endedAt
        outcome = change.outcome
        notes = change.notes
        cancelReason = change.cancelReason
        source = change.source.map { Source(kind: $0.kind, id: $0.id, number: $0.number) }
        maintenanceWindows = windows.map { WindowHeadView(id: $0.id, number: $0.plan.number, state: $0.state) }
        version = kept.version
    }

    static func views(_ kept: [Kept<Change>], _ reader: NameReader, in tx: Transaction) throws -> [ChangeView] {
        let changes = kept.map(\.record)
        let windows = Dictionary(
            grouping: try WindowStore().windows(of: changes.map(\.id), in: tx).map(\.record), by: \.plan.change)
        let names = try Names(
            items: changes.flatMap(\.plan.scope), services: changes.flatMap { $0.plan.expectedImpact.map(\.service) },
            people: changes.flatMap { [$0.requester, $0.plan.assignee].compactMap(\.self) },
            teams: changes.compactMap(\.plan.team), reader, in: tx)
        return kept.map { ChangeView($0, windows: windows[$0.record.id] ?? [], names) }
    }
}

struct ExpectedImpactView: Codable, Sendable {
    let service: Named
    let impact: ServiceImpact
}

struct WindowHeadView: Codable, Sendable {
    let id: UUID
    let number: String
    let state: MaintenanceWindow.State
}

/// A business service that a change reaches, and what the change declares for it; nothing yet when `declared` is missing.
struct AffectedServiceView: Codable, Sendable {
    let service: Named
    /// The configuration item that carries it.
    let through: String
    let declared: ServiceImpact?
}

struct AffectedServicesAnswer: Codable, Sendable {
    let items: [AffectedServiceView]

    init(_ reach: ScopeReach, of change: Change) {
        let declared = Dictionary(change.plan.expectedImpact.map { ($0.service, $0.impact) }) { $1 }
        items = reach.services.map {
            AffectedServiceView(
                service: Named(id: $0.service, name: $0.name), through: $0.through, declared: declared[$0.service])
        }
    }
}
