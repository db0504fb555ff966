import Foundation

/// One mail made by the suite: to one person, marked so that no machine answers it.
package struct Mail: Sendable {
    package var from: MailAddress
    package var to: MailAddress
    package var replyTo: MailAddress?
    package var subject: String
    package var text: String
    /// The same for readers that show HTML.
    package var html: String?
    /// With its angle brackets.
    package var messageID: String
    package var inReplyTo: String?
    /// Message ids that stand for the conversation, the oldest first.
    package var references: [String] = []
    /// A BCP 47 tag.
    package var language: String
    /// The instance of the suite that made it; another instance, or this one, will not answer it.
    package var instance: UUID
    /// Where one says what one wants to be told.
    package var preferences: URL?
    package var date: Date

    package init(
        from: MailAddress, to: MailAddress, subject: String, text: String, html: String? = nil,
        messageID: String,
        language: String, instance: UUID, date: Date
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.messageID = messageID
        self.language = language
        self.instance = instance
        self.date = date
    }

    /// The headers beyond those every mail has: a closed set, so that no name ever comes from outside.
    ///
    /// RFC 3834 for `Auto-Submitted`, RFC 2369 for `List-Unsubscribe`; `X-Auto-Response-Suppress` is what Exchange heeds.
    var marks: [(name: String, value: String)] {
        var marks = [
            ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
            ("X-Dienst-Instance", instance.uuidString.lowercased()), ("Content-Language", language),
        ]
        if let inReplyTo { marks.append(("In-Reply-To", inReplyTo)) }
        if !references.isEmpty { marks.append(("References", references.joined(separator: " "))) }
        if let preferences { marks.append(("List-Unsubscribe", "<\(preferences.absoluteString)>")) }
        return marks.map { (name: $0.0, value: HeaderText.line($0.1)) }
    }
}
