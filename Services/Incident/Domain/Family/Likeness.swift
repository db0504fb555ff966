import Foundation
import Records

/// How alike two incidents are, from 0 to 1, and in what. Only what both of them tell is compared.
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
        let words = Double(common.count) / Double(max(all, 1))
        let cause = one.cause != nil && one.cause == other.cause
        let services = !one.services.isDisjoint(with: other.services)
        let levels = zip(one.category, other.category).prefix { $0 == $1 }.count
        let longest = max(one.category.count, other.category.count, 1)
        let compared: [(weight: Double, likeness: Double, isTold: Bool)] = [
            (0.4, cause ? 1 : 0, one.cause != nil && other.cause != nil),
            (0.35, words, !one.words.isEmpty && !other.words.isEmpty),
            (0.15, services ? 1 : 0, !one.services.isEmpty && !other.services.isEmpty),
            (0.1, Double(levels) / Double(longest), !one.category.isEmpty && !other.category.isEmpty),
        ].filter(\.isTold)
        let whole = compared.reduce(0) { $0 + $1.weight }
        score = whole == 0 ? 0 : compared.reduce(0) { $0 + $1.weight * $1.likeness } / whole
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
