import Foundation

/// A record that decides what follows from a command, and changes only by applying facts.
///
/// `deciding` is the rule, `applying` the only way a record changes; so a record is the fold of its journal.
/// Both are pure: the instant is an argument, read once per transaction from the database's clock.
package protocol Lifecycle: Codable, Equatable, Sendable {
    associatedtype Command: Sendable
    associatedtype Fact: Codable, Equatable, Sendable

    /// The record's name in journals and messages, in the singular: `incident`.
    static var kind: String { get }

    var id: UUID { get }

    /// What follows from a command; no facts when it was obeyed before. Throws when the rule says no.
    func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact]

    /// The record after a fact.
    func applying(_ fact: Fact, at instant: Date) -> Self

    /// The record that a first fact brings to life; nil when that fact cannot be the first.
    static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Self?

    /// Why the suite itself decided this fact; nil for what people decide.
    static func explanation(of fact: Fact) -> Explanation?

    /// The same where the fact alone does not say it: from the record before it, who did it, and when.
    static func explanation(
        of fact: Fact, after before: Self?, by provenance: Provenance, at instant: Date
    ) -> Explanation?
}

extension Lifecycle {
    package static func explanation(of fact: Fact) -> Explanation? { nil }

    package static func explanation(
        of fact: Fact, after before: Self?, by provenance: Provenance, at instant: Date
    ) -> Explanation? {
        explanation(of: fact)
    }

    /// The record that these journal lines make; nil for none, or when the first cannot begin a record.
    package static func folding(_ id: UUID, _ lines: some Sequence<(fact: Fact, at: Date)>) -> Self? {
        var record: Self?
        for line in lines {
            guard let current = record else {
                guard let first = beginning(id, with: line.fact, at: line.at) else { return nil }
                record = first
                continue
            }
            record = current.applying(line.fact, at: line.at)
        }
        return record
    }
}
