import Foundation
import Records

/// While one alert fires, others that would only say the same are muted: Alertmanager's inhibition, for all integrations.
package struct Inhibition: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case kept, ended }

    package let id: UUID
    package internal(set) var state: State
    package internal(set) var terms: Terms
    package internal(set) var createdAt: Date
    package internal(set) var endedAt: Date?

    /// What mutes what.
    package struct Terms: Codable, Equatable, Sendable {
        package static let standardSettle = 120

        package let name: String
        /// What mutes while it fires. Beside labels they may ask for what `Alert.fields` names.
        package let sources: [LabelMatcher]
        /// What is muted.
        package let targets: [LabelMatcher]
        /// Labels that both must have alike; one that neither has is alike.
        package let equal: [String]
        /// For so many seconds after the source has ended its targets stay muted: what ends with it need not be told.
        package let settle: Int

        package init(
            name: String, sources: [LabelMatcher], targets: [LabelMatcher], equal: [String],
            settle: Int = standardSettle
        ) {
            self.name = name
            self.sources = sources
            self.targets = targets
            self.equal = equal
            self.settle = settle
        }

        /// Throws `Invalid` naming what cannot be used.
        package func checked() throws(Invalid) -> Terms {
            guard (1...100).contains(name.count) else { throw Invalid("Give 1 to 100 characters.", field: "name") }
            for (field, matchers) in [("sources", sources), ("targets", targets)] {
                guard (1...50).contains(matchers.count) else {
                    throw Invalid("Give 1 to 50 matchers.", field: field)
                }
                for (index, matcher) in matchers.enumerated() { _ = try matcher.checked(at: "\(field).\(index)") }
                guard !MatcherSet(matchers).accepts([:]) else {
                    throw Invalid("At least one matcher must ask for something that is there.", field: field)
                }
            }
            guard equal.count <= 20, equal.allSatisfy({ (1...200).contains($0.count) }) else {
                throw Invalid("Name at most 20 labels of 1 to 200 characters.", field: "equal")
            }
            guard (0...86_400).contains(settle) else { throw Invalid("Give 0 seconds to a day.", field: "settle") }
            return self
        }
    }
}

extension Inhibition: Lifecycle {
    package static let kind = "inhibition"

    package enum Command: Equatable, Sendable {
        case amend(Terms)
        case end
    }

    package enum Fact: Codable, Equatable, Sendable {
        case created(terms: Terms)
        case amended(terms: Terms)
        case ended
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.kept, .amend(let new)): new == terms ? [] : [.amended(terms: new)]
        case (.kept, .end): [.ended]
        case (.ended, .end): []
        case (.ended, .amend): throw Rejection("This inhibition has ended: make a new one.")
        }
    }

    package func applying(_ fact: Fact, at instant: Date) -> Inhibition {
        var next = self
        switch fact {
        case .created: break
        case .amended(let terms): next.terms = terms
        case .ended:
            next.state = .ended
            next.endedAt = instant
        }
        return next
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Inhibition? {
        guard case .created(let terms) = fact else { return nil }
        return Inhibition(id: id, state: .kept, terms: terms, createdAt: instant)
    }
}
