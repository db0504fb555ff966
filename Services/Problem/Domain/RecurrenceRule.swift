import Foundation
import Records

/// When the same cause counts as coming back: so many incidents opened within so many days.
package struct RecurrenceRule: Equatable, Sendable {
    /// What follows from an incident whose cause is known.
    package enum Verdict: Equatable, Sendable {
        /// A problem about this cause is open: the incident belongs to it.
        case link(Explanation)
        /// A candidate waits for a decision: the incident is more evidence.
        case addEvidence(Explanation)
        /// Often enough: newest incident first.
        case raise([Evidence], Explanation)
        /// Not often enough yet.
        case wait
    }

    package let threshold: Int
    package let days: Int

    package init(threshold: Int = 3, days: Int = 30) {
        self.threshold = threshold
        self.days = days
    }

    /// Weighs an incident among those with the same cause that no candidate or problem has taken yet, itself among them.
    package func weigh(
        _ arrived: Evidence, among fresh: [Evidence], cause: String, candidate: String?, problem: String?
    )
        -> Verdict
    {
        if let problem {
            return .link(explain(arrived, cause, "linked", "\(problem) about \(cause) is open.", ["problem": problem]))
        }
        if let candidate {
            let because = "\(candidate) about \(cause) awaits a decision."
            return .addEvidence(explain(arrived, cause, "evidence", because, ["candidate": candidate]))
        }
        let repeats = densest(around: arrived, in: fresh)
        guard repeats.count >= threshold else { return .wait }
        let because = "\(repeats.count) incidents with the cause \(cause) were opened within \(days) days."
        let numbers = repeats.map(\.number).joined(separator: ", ")
        return .raise(repeats, explain(arrived, cause, "raised", because, ["incidents": numbers]))
    }

    /// The window of `days` that holds the arrived incident and the most others; newest incident first.
    func densest(around arrived: Evidence, in fresh: [Evidence]) -> [Evidence] {
        let length = Double(days) * 86_400
        let windows = fresh.filter { 0...length ~= arrived.openedAt.timeIntervalSince($0.openedAt) }.map { first in
            fresh.filter { 0...length ~= $0.openedAt.timeIntervalSince(first.openedAt) }
        }
        let best = windows.max { $0.count < $1.count } ?? []
        return best.sorted { ($0.openedAt, $0.number) > ($1.openedAt, $1.number) }
    }

    private func explain(
        _ arrived: Evidence, _ cause: String, _ outcome: String, _ because: String, _ more: [String: String]
    ) -> Explanation {
        let inputs = ["incident": arrived.number, "cause": cause, "threshold": "\(threshold)", "days": "\(days)"]
        return Explanation(
            decision: "recurrence", rule: "incidents with one cause within days",
            inputs: inputs.merging(more) { _, new in new }, outcome: outcome, because: because)
    }
}

extension Candidate {
    /// Why a problem opened from this candidate has the priority it begins with.
    package var priorityExplanation: Explanation {
        let worst = evidence.first { $0.priority == priority }
        return Explanation(
            decision: "priority", rule: "highest among the evidence",
            inputs: ["candidate": number, "incidents": "\(evidenceCount)", "highest": worst?.number ?? "none"],
            outcome: priority.name,
            because: "\(priority.name) is the highest priority among the incidents of \(number).")
    }
}
