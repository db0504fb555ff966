import Foundation
import Records

/// What was learned: the report, findings, lessons, and actions that somebody owns until a day.
package struct MajorIncidentReview: Codable, Equatable, Sendable {
    /// Something to be done about it; it goes into the improvement register when the major incident is closed.
    package struct Action: Codable, Equatable, Sendable {
        package let id: UUID
        package let text: String
        package let owner: UUID?
        /// A day, as `2026-12-31`.
        package let due: String?

        package init(id: UUID, text: String, owner: UUID?, due: String?) {
            self.id = id
            self.text = text
            self.owner = owner
            self.due = due
        }
    }

    /// What happened, whom it hurt, and how service came back.
    package let report: String
    package let findings: [String]
    package let lessons: [String]
    package let actions: [Action]
    /// The problem that looks for the cause, by number or address.
    package let problem: String?
    /// The change that caused it or mends it.
    package let change: String?

    package static let mostLines = 50

    package init(
        report: String, findings: [String], lessons: [String], actions: [Action], problem: String?, change: String?
    ) {
        self.report = report
        self.findings = findings
        self.lessons = lessons
        self.actions = actions
        self.problem = problem
        self.change = change
    }

    /// What is still missing before the major incident can be closed; nil when it is whole.
    package var missing: Rejection? {
        if report.isEmpty { return Rejection("The review has no report.", code: "report_missing") }
        if findings.isEmpty { return Rejection("The review has no finding.", code: "finding_missing") }
        if let action = actions.first(where: { $0.owner == nil || $0.due == nil }) {
            return Rejection("“\(action.text)” needs an owner and a due date.", code: "action_without_owner")
        }
        return nil
    }
}
