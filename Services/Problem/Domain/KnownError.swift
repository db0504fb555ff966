import Foundation
import Records

/// How to live with the fault until it is removed: a text, or the explicit word that nothing is known.
package enum Workaround: Codable, Equatable, Sendable {
    case described(text: String)
    case noneKnown

    package var text: String? {
        switch self {
        case .described(let text): text
        case .noneKnown: nil
        }
    }
}

/// Which incidents a known error speaks to: all with the cause, and those linked to its problem.
package struct Reach: Codable, Equatable, Sendable {
    package let causeItem: UUID?
    /// Newest first, at most fifty.
    package let incidents: [UUID]

    package init(causeItem: UUID?, incidents: [UUID]) {
        self.causeItem = causeItem
        self.incidents = incidents
    }
}

/// A problem that can be recognised, with the way around it: what an agent needs to restore service before the fix.
package struct KnownError: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case draft, published, retired }

    package let id: UUID
    package let number: String
    package let problem: ProblemReference
    package let draftedAt: Date
    package let summary: String
    /// How to recognise it.
    package let symptom: String?

    package internal(set) var state: State
    package internal(set) var workaround: Workaround
    /// 1 for the first workaround, one more with every revision.
    package internal(set) var edition: Int
    package internal(set) var reach: Reach
    package internal(set) var publishedAt: Date?
    package internal(set) var retiredAt: Date?
    /// Why it was retired.
    package internal(set) var retirement: String?
}

/// Everything a known error begins with.
package struct KnownErrorDraft: Codable, Equatable, Sendable {
    package let number: String
    package let problem: ProblemReference
    package let summary: String
    package let symptom: String?
    package let workaround: Workaround
    package let reach: Reach

    package init(
        number: String, problem: ProblemReference, summary: String, symptom: String? = nil, workaround: Workaround,
        reach: Reach
    ) {
        self.number = number
        self.problem = problem
        self.summary = summary
        self.symptom = symptom
        self.workaround = workaround
        self.reach = reach
    }
}

extension Problem {
    /// The reach of this problem's known error.
    package var reach: Reach {
        Reach(causeItem: causeItem, incidents: links.prefix(50).map(\.incident))
    }
}
