import Foundation

/// The record of another service that something came of.
package struct RecordSource: Codable, Equatable, Sendable {
    /// `unsupported-request`, `request`, `contact`.
    package let kind: String
    package let record: UUID
    package let number: String

    package init(kind: String, record: UUID, number: String) {
        self.kind = kind
        self.record = record
        self.number = number
    }
}

/// Asks change to draft a change. `record` is the id the draft shall have: told twice, it is drafted once.
package struct ProposeChange: Instruction, Equatable {
    package static let subject = "change.change.propose.v1"
    package let record: UUID
    package let summary: String
    package let description: String?
    package let proposedBy: UUID
    package let requester: UUID?
    package let source: RecordSource
    package let proposedAt: Date

    package init(
        record: UUID, summary: String, description: String?, proposedBy: UUID, requester: UUID?, source: RecordSource,
        proposedAt: Date
    ) {
        self.record = record
        self.summary = summary
        self.description = description
        self.proposedBy = proposedBy
        self.requester = requester
        self.source = source
        self.proposedAt = proposedAt
    }
}

/// Asks problem to put something into the improvement register. `record` is the id it shall have: told twice, it is there once.
package struct RegisterImprovement: Instruction, Equatable {
    package static let subject = "problem.improvement.register.v1"
    package let record: UUID
    package let title: String
    package let description: String?
    /// `short`, `long`.
    package let horizon: String
    package let registeredBy: UUID
    package let owner: UUID?
    package let source: RecordSource
    package let registeredAt: Date

    package init(
        record: UUID, title: String, description: String?, horizon: String, registeredBy: UUID, owner: UUID?,
        source: RecordSource, registeredAt: Date
    ) {
        self.record = record
        self.title = title
        self.description = description
        self.horizon = horizon
        self.registeredBy = registeredBy
        self.owner = owner
        self.source = source
        self.registeredAt = registeredAt
    }
}
