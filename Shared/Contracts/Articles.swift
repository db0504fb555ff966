import Foundation

/// The states of an article on the wire.
package struct ArticleState: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let draft: Self = "draft"
    package static let published: Self = "published"
    package static let flagged: Self = "flagged"
    package static let outdated: Self = "outdated"
    package static let archived: Self = "archived"
}

/// Published by the desk whenever an article changes: what it is about and for whom, never what it says.
package struct ArticleAnnounced: Announcement, Equatable {
    package static let subject = "desk.article.changed.v1"
    package let record: UUID
    package let facts: [String]
    package let number: String
    package let state: ArticleState
    /// `work_in_progress`, `not_validated`, `validated`.
    package let confidence: String
    /// The language the others are translated from.
    package let source: String
    /// The titles by language.
    package let titles: [String: String]
    package let services: [UUID]
    /// `internal`, `customer`, `public`.
    package let audience: String
    /// With the audience `customer`: the first fifty of the organisations named; all customers when there are none.
    package let organisations: [UUID]
    package let organisationCount: Int
    package let owner: UUID
    package let reviewAt: Date?

    package init(
        record: UUID, facts: [String], number: String, state: ArticleState, confidence: String, source: String,
        titles: [String: String], services: [UUID], audience: String, organisations: [UUID], organisationCount: Int,
        owner: UUID, reviewAt: Date?
    ) {
        self.record = record
        self.facts = facts
        self.number = number
        self.state = state
        self.confidence = confidence
        self.source = source
        self.titles = titles
        self.services = services
        self.audience = audience
        self.organisations = organisations
        self.organisationCount = organisationCount
        self.owner = owner
        self.reviewAt = reviewAt
    }
}
