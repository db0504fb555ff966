import Foundation
import Records

/// A time in which monitoring is muted, exactly as far as a change declares.
package struct MaintenanceWindow: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case planned, open, extended, ended, cancelled }

    /// What opened it.
    package enum Opening: String, Codable, CaseIterable, Sendable {
        case plannedStart = "planned_start"
        case implementation
    }

    /// What ended it.
    package enum Ending: String, Codable, CaseIterable, Sendable {
        case plannedEnd = "planned_end"
        case changeClosed = "change_closed"
        case changeCancelled = "change_cancelled"
        case moved
    }

    /// What a change hands over when a window is planned for it.
    package struct Plan: Codable, Equatable, Sendable {
        package let number: String
        package let change: UUID
        package let changeNumber: String
        package let scope: [UUID]
        package let expectedImpact: [ExpectedImpact]
        package let period: Period

        package init(
            number: String, change: UUID, changeNumber: String, scope: [UUID], expectedImpact: [ExpectedImpact],
            period: Period
        ) {
            self.number = number
            self.change = change
            self.changeNumber = changeNumber
            self.scope = scope
            self.expectedImpact = expectedImpact
            self.period = period
        }
    }

    package let id: UUID
    package let plan: Plan
    package internal(set) var state: State
    /// When it opens, or opened.
    package internal(set) var start: Date
    /// When it ends, or ended.
    package internal(set) var end: Date
    package internal(set) var openedAt: Date?
    package internal(set) var endedAt: Date?

    /// Not over yet.
    package var isLive: Bool { state != .ended && state != .cancelled }
}
