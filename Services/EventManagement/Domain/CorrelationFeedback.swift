import Foundation

/// What people taught correlation by merging and splitting situations: pairs of items that were the causes.
package struct CorrelationFeedback: Sendable {
    package enum Verdict: String, Codable, CaseIterable, Sendable {
        case together
        case apart
    }

    private var together: [UUID: Set<UUID>] = [:]
    private var apart: [UUID: Set<UUID>] = [:]

    package init() {}

    /// The verdict that is added last counts.
    package mutating func add(_ verdict: Verdict, _ a: UUID, _ b: UUID) {
        for (one, other) in [(a, b), (b, a)] {
            together[one]?.remove(other)
            apart[one]?.remove(other)
            if verdict == .together {
                together[one, default: []].insert(other)
            } else {
                apart[one, default: []].insert(other)
            }
        }
    }

    func partners(of item: UUID) -> Set<UUID> { together[item] ?? [] }

    func parts(_ item: UUID, from cause: UUID?) -> Bool { cause.map { apart[item]?.contains($0) == true } ?? false }
}
