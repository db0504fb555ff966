import Foundation
import Records

/// One run of a runbook, from being asked for to its effect.
package struct Adjustment: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
        /// Waits for a person.
        case proposed
        /// A bound, or a person, said no.
        case refused
        /// It would have run.
        case rehearsed
        case waiting
        case running
        case succeeded
        case failed
        case timedOut = "timed_out"
        /// It began, and nobody knows what became of it.
        case unknown
        case rollingBack = "rolling_back"
        case rolledBack = "rolled_back"
        case rollbackFailed = "rollback_failed"
    }

    package enum Effect: String, Codable, CaseIterable, Sendable { case better, same, worse }

    /// What was asked for, by whom.
    package struct Order: Codable, Equatable, Sendable {
        package let number: String
        package let runbook: UUID
        package let runbookName: String
        package let alert: UUID
        package let alertNumber: String
        package let item: UUID?
        package let itemName: String?
        /// The rule that asked for it, or what a person says.
        package let because: String
        /// The person who asked for it; nil for a rule.
        package let person: UUID?
        /// The id that its standard change shall have.
        package let change: UUID

        package init(
            number: String, runbook: Runbook, alert: Alert, itemName: String?, because: String, person: UUID?,
            change: UUID
        ) {
            self.number = number
            self.runbook = runbook.id
            runbookName = runbook.terms.name
            self.alert = alert.id
            alertNumber = alert.number
            item = alert.binding.item
            self.itemName = itemName
            self.because = because
            self.person = person
            self.change = change
        }
    }

    package let id: UUID
    package let order: Order
    package let askedAt: Date
    package internal(set) var state: State
    /// What every bound said when it was decided last.
    package internal(set) var verdicts: [BoundVerdict]
    package internal(set) var approvedBy: UUID?
    /// How often it began; more than once only when it may be done again.
    package internal(set) var attempts: Int
    package internal(set) var startedAt: Date?
    /// When the other side must have answered.
    package internal(set) var deadline: Date?
    /// What the other side answered, or what went wrong; of the rollback, once that has ended.
    package internal(set) var answer: String?
    /// How things stood when it began.
    package internal(set) var before: AdjustmentReading?
    package internal(set) var after: AdjustmentReading?
    package internal(set) var effect: Effect?
    package internal(set) var rollbackStartedAt: Date?
    package internal(set) var endedAt: Date?
    /// The number of its standard change, once that is there.
    package internal(set) var changeNumber: String?

    /// It does not move any more.
    package var isOver: Bool { endedAt != nil }

    /// It has begun, and its effect is not known yet.
    package var isUnderWay: Bool { startedAt != nil && !isOver || state == .waiting }

    /// Something is to be sent and nobody has begun to.
    package var isToBeSent: Bool { state == .waiting || state == .rollingBack && rollbackStartedAt == nil }
}
