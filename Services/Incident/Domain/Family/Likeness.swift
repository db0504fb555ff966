import Foundation
import Records

/// How alike two incidents are, from 0 to 1, and in what.
package struct Likeness: Equatable, Sendable {
    package let score: Double
    /// In words, the weightiest first.
    package let because: [String]

    /// From here on, two open incidents may well be one.
    package static let suspicious = 0.5

    /// What an incident is compared by.
    package struct Features: Equatable, Sendable {
        package let words: Set<String>
        package let services: Set<UUID>
        package let cause: UUID?
        package let category: [String]

        package init(words: Set<String>, services: Set<UUID>, cause: UUID?, category: [String]) {
            self.words = words
            self.services = services
            self.cause = cause
            self.category = category
        }

        package init(_ incident: Incident) {
            self.init(
                words: Set(incident.summary.searchWords), services: Set(incident.services), cause: incident.cause?.item,
                category: incident.category?.path ?? [])
        }
    }

    package init(_ one: Features, _ other: Features) {
        let common = one.words.intersection(other.words)
        let all = one.words.union(other.words).count
        let words = all == 0 ? 0 : Double(common.count) / Double(all)
        let cause = one.cause != nil && one.cause == other.cause
        let services = !one.services.isDisjoint(with: other.services)
        let levels = zip(one.category, other.category).prefix { $0 == $1 }.count
        score = (cause ? 0.4 : 0) + 0.35 * words + (services ? 0.15 : 0) + 0.1 * Double(levels) / 3
        because = [
            cause ? "the same cause" : nil,
            common.isEmpty ? nil : "the words \(common.sorted().prefix(6).joined(separator: ", "))",
            services ? "a common service" : nil, levels > 0 ? "the same category" : nil,
        ].compactMap(\.self)
    }
}

extension String {
    /// Words of three letters and more, in lower case, as similarity and rules compare them.
    package var searchWords: [String] {
        lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count >= 3 }
    }
}
