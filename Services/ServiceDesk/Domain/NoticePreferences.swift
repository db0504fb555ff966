import Foundation
import Records

/// How a person wants to hear of each kind of event by mail; the in-app inbox shows everything.
package struct NoticePreferences: Codable, Equatable, Sendable {
    /// At once, once a day together with the others, or not at all.
    package enum Choice: String, Codable, CaseIterable, Sendable { case now, digest, off }

    package let approval: Choice
    package let decision: Choice
    package let reply: Choice
    package let mention: Choice
    package let update: Choice
    package let task: Choice
    package let service: Choice
    package let review: Choice

    /// What holds for somebody who has chosen nothing.
    package static let standard = NoticePreferences()

    private init() {
        (approval, decision, reply, mention) = (.now, .now, .now, .now)
        (update, task, service, review) = (.now, .now, .now, .now)
    }

    /// Throws `Invalid` for an approval that is off: somebody else's work waits for it.
    package init(
        approval: Choice, decision: Choice, reply: Choice, mention: Choice, update: Choice, task: Choice,
        service: Choice, review: Choice
    ) throws(Invalid) {
        guard approval != .off else {
            throw Invalid(
                "Somebody waits for your approval: choose now or digest.", field: "approval", code: "always_told")
        }
        (self.approval, self.decision, self.reply, self.mention) = (approval, decision, reply, mention)
        (self.update, self.task, self.service, self.review) = (update, task, service, review)
    }

    package func choice(for template: Notice.Template) -> Choice {
        switch template {
        case .approvalRequested: approval
        case .requestDecided: decision
        case .reply: reply
        case .mention: mention
        case .recordUpdate: update
        case .taskAssigned, .coverageGap: task
        case .serviceAppeared: service
        case .articleReview, .agreementReview: review
        case .majorIncident, .updateOverdue, .escalated, .reportReady: .now
        }
    }
}
