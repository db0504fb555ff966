import Foundation
import Records

/// Learns from past situations which kinds of alerts come with which kinds of causes.
///
/// A case is a situation: with the cause it was found to have came its other alerts, and the situations that began within
/// minutes of it on a common business service.
package struct CauseLearning: Sendable {
    package struct Case: Sendable {
        package let onset: Date
        package let cause: CauseRelation.AlertType
        package let others: Set<CauseRelation.AlertType>
        package let services: Set<UUID>

        package init(
            onset: Date, cause: CauseRelation.AlertType, others: Set<CauseRelation.AlertType>, services: Set<UUID>
        ) {
            self.onset = onset
            self.cause = cause
            self.others = others
            self.services = services
        }
    }

    package struct Lesson: Equatable, Sendable {
        package let cause: CauseRelation.AlertType
        package let effect: CauseRelation.AlertType
        package let evidence: CauseRelation.Evidence

        package func explanation(of cases: Int) -> Explanation {
            Explanation(
                decision: "can cause", rule: "support and confidence in past situations",
                inputs: [
                    "cases": "\(cases)", "support": "\(evidence.support)",
                    "confidence": String(format: "%.2f", evidence.confidence),
                ],
                outcome: "\(cause.words) can cause \(effect.words)",
                because: "\(effect.words) came with \(cause.words) \(evidence.support) times, in "
                    + "\(Int((evidence.confidence * 100).rounded())) % of its cases")
        }
    }

    private struct Pair: Hashable {
        let cause: CauseRelation.AlertType
        let effect: CauseRelation.AlertType
    }

    /// How soon after a cause its effects begin, in seconds.
    let window: TimeInterval
    let fewest: Int
    let least: Double
    /// How many followers of one case are looked at.
    private let most = 20

    package init(window: TimeInterval = 300, fewest: Int = 5, least: Double = 0.6) {
        self.window = window
        self.fewest = fewest
        self.least = least
    }

    /// The lessons of all cases, the best supported first. Costs as much as there are cases, not pairs of them.
    package func lessons(of cases: [Case]) -> [Lesson] {
        let cases = cases.sorted { $0.onset < $1.onset }
        var support: [Pair: Int] = [:]
        var seen: [CauseRelation.AlertType: Int] = [:]
        for (place, one) in cases.enumerated() {
            for type in one.others.union([one.cause]) { seen[type, default: 0] += 1 }
            let effects = one.others.union(followers(of: one, among: cases[(place + 1)...]))
            for effect in effects.subtracting([one.cause]) {
                support[Pair(cause: one.cause, effect: effect), default: 0] += 1
            }
        }
        let lessons = support.compactMap { pair, count -> Lesson? in
            let back = support[Pair(cause: pair.effect, effect: pair.cause)] ?? 0
            guard count >= fewest, count > back, let all = seen[pair.effect] else { return nil }
            let confidence = min(1, Double(count) / Double(all))
            guard confidence >= least else { return nil }
            return Lesson(
                cause: pair.cause, effect: pair.effect,
                evidence: CauseRelation.Evidence(support: count, confidence: confidence))
        }
        return lessons.sorted {
            ($1.evidence.support, $0.cause.words, $0.effect.words) < (
                $0.evidence.support, $1.cause.words, $1.effect.words
            )
        }
    }

    private func followers(of one: Case, among later: ArraySlice<Case>) -> Set<CauseRelation.AlertType> {
        guard !one.services.isEmpty else { return [] }
        let near = later.prefix(most).prefix { $0.onset <= one.onset + window }
        return Set(near.filter { !$0.services.isDisjoint(with: one.services) }.map(\.cause))
    }
}
