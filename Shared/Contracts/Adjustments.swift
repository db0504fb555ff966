import Foundation

/// The states of an adjustment on the wire.
package struct AdjustmentState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let proposed: Self = "proposed"
    package static let refused: Self = "refused"
    package static let rehearsed: Self = "rehearsed"
    package static let waiting: Self = "waiting"
    package static let running: Self = "running"
    package static let succeeded: Self = "succeeded"
    package static let failed: Self = "failed"
    package static let timedOut: Self = "timed_out"
    package static let unknown: Self = "unknown"
    package static let rollingBack: Self = "rolling_back"
    package static let rolledBack: Self = "rolled_back"
    package static let rollbackFailed: Self = "rollback_failed"
}

/// Published by event management: a run of a runbook has moved. Change keeps each one that began as a standard change.
package struct AdjustmentAnnounced: Announcement, Equatable {
    package static let subject = "event.adjustment.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: AdjustmentState
    package let runbook: UUID
    package let runbookName: String
    package let purpose: String
    package let alert: UUID
    package let alertNumber: String
    package let item: UUID?
    package let itemName: String?
    /// Why it was asked for.
    package let because: String
    /// The person who asked for it or approved it; nil when a rule did and nobody had to.
    package let person: UUID?
    /// The id that its standard change shall have.
    package let change: UUID
    package let startedAt: Date?
    /// When its effect is known at the latest, as far as that can be said now.
    package let endsBy: Date?
    /// What the other side answered, or what went wrong.
    package let answer: String?
    /// `better`, `same`, `worse`, once that has been seen.
    package let effect: String?
    /// It does not move any more.
    package let isOver: Bool

    package init(
        record: UUID, facts: [String], number: String, state: AdjustmentState, runbook: UUID, runbookName: String,
        purpose: String, alert: UUID, alertNumber: String, item: UUID?, itemName: String?, because: String,
        person: UUID?, change: UUID, startedAt: Date?, endsBy: Date?, answer: String?, effect: String?, isOver: Bool
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.runbook = runbook
        self.runbookName = runbookName
        self.purpose = purpose
        self.alert = alert
        self.alertNumber = alertNumber
        self.item = item
        self.itemName = itemName
        self.because = because
        self.person = person
        self.change = change
        self.startedAt = startedAt
        self.endsBy = endsBy
        self.answer = answer
        self.effect = effect
        self.isOver = isOver
    }
}

/// Asks whoever executes a runbook to do it; sent to `dienst.adjustments` with the routing key that the runbook names.
/// `record` is the run: heard twice with the same attempt, it is done once.
package struct AdjustmentRequested: Instruction, Equatable {
    package static let subject = "event.adjustment.requested.v1"
    package let record: UUID
    package let number: String
    package let runbook: UUID
    package let runbookName: String
    /// Undo what the run did.
    package let isRollback: Bool
    /// 1 at first; more only for what may be done again.
    package let attempt: Int
    package let alert: UUID
    package let alertNumber: String
    package let summary: String
    /// `critical`, `major` …
    package let severity: String
    package let labels: [String: String]
    package let item: UUID?
    package let itemName: String?
    package let itemClass: String?
    /// An outcome that comes later is no longer waited for; nil in what webhooks are sent, which answer at once.
    package let answerBy: Date?

    package init(
        record: UUID, number: String, runbook: UUID, runbookName: String, isRollback: Bool, attempt: Int, alert: UUID,
        alertNumber: String, summary: String, severity: String, labels: [String: String], item: UUID?,
        itemName: String?, itemClass: String?, answerBy: Date?
    ) {
        self.record = record
        self.number = number
        self.runbook = runbook
        self.runbookName = runbookName
        self.isRollback = isRollback
        self.attempt = attempt
        self.alert = alert
        self.alertNumber = alertNumber
        self.summary = summary
        self.severity = severity
        self.labels = labels
        self.item = item
        self.itemName = itemName
        self.itemClass = itemClass
        self.answerBy = answerBy
    }
}

/// Tells event management what became of a request; sent to `dienst.instructions` by whoever executed it.
package struct AdjustmentOutcome: Instruction, Equatable {
    package static let subject = "event.adjustment.outcome.v1"
    /// The run, as it was asked.
    package let record: UUID
    /// As it was asked.
    package let isRollback: Bool
    package let successful: Bool
    /// What was done, or what went wrong.
    package let detail: String?

    package init(record: UUID, isRollback: Bool, successful: Bool, detail: String?) {
        self.record = record
        self.isRollback = isRollback
        self.successful = successful
        self.detail = detail
    }
}
