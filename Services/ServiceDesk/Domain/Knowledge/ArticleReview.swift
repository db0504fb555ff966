import Foundation
import Records

/// How reviews are kept up.
package struct ReviewPolicy: Equatable, Sendable {
    /// How long before the review date the owner is reminded, in seconds.
    package let notice: TimeInterval
    /// How long an outdated article waits before it is archived, in seconds.
    package let archiveAfter: TimeInterval

    package init(notice: TimeInterval, archiveAfter: TimeInterval) {
        self.notice = notice
        self.archiveAfter = archiveAfter
    }
}

/// A record that used an article and shows that the article did not help.
package struct Doubt: Codable, Equatable, Sendable {
    package let record: RecordReference
    /// `INC0000042`.
    package let number: String
    package let reopenCount: Int

    package init(record: RecordReference, number: String, reopenCount: Int) {
        self.record = record
        self.number = number
        self.reopenCount = reopenCount
    }

    var sentence: String { "\(number) used this article and was reopened." }
}

extension Article {
    /// When the clock has to look at this article next; nil for never.
    package func nextReviewStep(_ policy: ReviewPolicy) -> Date? {
        switch state {
        case .draft, .archived: return nil
        case .outdated: return outdatedAt?.addingTimeInterval(policy.archiveAfter)
        case .published, .flagged:
            guard let reviewAt = details.reviewAt else { return nil }
            return remindedOf == reviewAt ? reviewAt : reviewAt.addingTimeInterval(-policy.notice)
        }
    }

    func due(_ policy: ReviewPolicy, at now: Date) -> [Fact] {
        switch state {
        case .draft, .archived: return []
        case .outdated:
            guard let outdatedAt, outdatedAt.addingTimeInterval(policy.archiveAfter) <= now else { return [] }
            return [.shelved(outdatedAt: outdatedAt)]
        case .published, .flagged:
            guard let reviewAt = details.reviewAt else { return [] }
            if reviewAt <= now { return [.expired(reviewAt: reviewAt)] }
            let isDue = reviewAt.addingTimeInterval(-policy.notice) <= now && remindedOf != reviewAt
            return isDue ? [.reminded(reviewAt: reviewAt)] : []
        }
    }

    package static func explanation(of fact: Fact) -> Explanation? {
        switch fact {
        case .lostConfidence(let from, let to, let doubt):
            doubt.explanation(of: "confidence", inputs: ["confidence": from.rawValue], outcome: to.rawValue)
        case .doubted(_, let doubt):
            doubt.explanation(of: "state", inputs: [:], outcome: State.flagged.rawValue)
        case .expired(let date):
            Explanation(
                decision: "state", rule: "review date", inputs: ["reviewAt": date.ISO8601Format()],
                outcome: State.outdated.rawValue, because: "Nobody reviewed it by its review date.")
        case .shelved(let date):
            Explanation(
                decision: "state", rule: "archive what stays outdated", inputs: ["outdatedAt": date.ISO8601Format()],
                outcome: State.archived.rawValue, because: "It was outdated for so long that nobody seems to need it.")
        default: nil
        }
    }
}

extension Doubt {
    fileprivate func explanation(of decision: String, inputs: [String: String], outcome: String) -> Explanation {
        Explanation(
            decision: decision, rule: "reopened after use",
            inputs: inputs.merging(["record": number, "reopenCount": "\(reopenCount)"]) { $1 }, outcome: outcome,
            because: sentence)
    }
}
