import Foundation

/// Asks problem to announce every problem and known error once more as it stands, for a reader that is new or repaired.
/// Sequences stay: who knows a record already hears nothing new.
package struct AnnounceProblems: Instruction, Equatable {
    package static let subject = "problem.records.announce.v1"
    /// The id of this asking.
    package let record: UUID
    package let askedAt: Date

    package init(record: UUID, askedAt: Date) {
        self.record = record
        self.askedAt = askedAt
    }
}

/// Asks change to announce every change and configuration item once more as it stands.
package struct AnnounceChanges: Instruction, Equatable {
    package static let subject = "change.records.announce.v1"
    /// The id of this asking.
    package let record: UUID
    package let askedAt: Date

    package init(record: UUID, askedAt: Date) {
        self.record = record
        self.askedAt = askedAt
    }
}
