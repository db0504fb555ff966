import DeskDomain

/// All words of the mails in one language. A word that is missing does not compile; a test compares the placeholders.
///
/// `{number}`, `{title}`, `{actor}`, `{due}` and `{count}` stand for values, which are never searched for placeholders again.
struct NoticeWords: Sendable {
    /// One kind of mail: its subject, its first sentence, and what the link is called.
    struct Phrase: Sendable {
        let subject: String
        let lead: String
        let action: String
    }

    let approvalRequested: Phrase
    let approved: Phrase
    let rejected: Phrase
    let reply: Phrase
    let mention: Phrase
    let recordUpdate: Phrase
    let taskAssigned: Phrase
    let serviceAppeared: Phrase
    let articleReview: Phrase
    let agreementReview: Phrase
    let reportReady: Phrase
    let majorIncident: Phrase
    let majorBegan: Phrase
    let majorRestored: Phrase
    let majorEnded: Phrase
    let updateOverdue: Phrase
    let escalated: Phrase
    let coverageGap: Phrase
    let digest: Phrase
    /// Who acts when nobody does.
    let desk: String
    let until: String
    let more: String
    let reason: String
    let preferences: String

    static func of(_ language: Language) -> NoticeWords {
        switch language {
        case .english: .english
        case .german: .german
        case .swedish: .swedish
        case .norwegian: .norwegian
        case .russian: .russian
        }
    }

    func phrase(for notice: Notice) -> Phrase {
        switch notice.template {
        case .approvalRequested: approvalRequested
        case .requestDecided: notice.outcome == .rejected ? rejected : approved
        case .reply: reply
        case .mention: mention
        case .recordUpdate: recordUpdate
        case .taskAssigned: taskAssigned
        case .serviceAppeared: serviceAppeared
        case .articleReview: articleReview
        case .agreementReview: agreementReview
        case .reportReady: reportReady
        case .majorIncident: turn(notice.outcome)
        case .updateOverdue: updateOverdue
        case .escalated: escalated
        case .coverageGap: coverageGap
        }
    }

    private func turn(_ outcome: Notice.Outcome?) -> Phrase {
        switch outcome {
        case .began: majorBegan
        case .restored: majorRestored
        case .ended: majorEnded
        case .approved, .rejected, nil: majorIncident
        }
    }

    /// A phrase with its placeholders filled in, in one pass.
    static func fill(_ phrase: String, _ values: [String: String]) -> String {
        phrase.replacing(/\{([a-z]+)\}/) { values[String($0.1)] ?? "" }
    }
}
