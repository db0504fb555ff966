import Foundation
import Records

/// While one alert fires, others that would only say the same are muted: Alertmanager's inhibition, for all integrations.
package typealias Inhibition = Directive<InhibitionTerms>

/// What mutes what.
package struct InhibitionTerms: DirectiveTerms {
    package static let kind = "inhibition"
    package static let overSentence = "This inhibition has ended"
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
    package func checked() throws(Invalid) -> InhibitionTerms {
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
