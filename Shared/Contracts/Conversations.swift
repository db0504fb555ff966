import Foundation

/// From which side of the counter something was said, on the wire.
package struct ConversationSide: WireWord {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static let staff: Self = "staff"
    package static let requester: Self = "requester"
}

/// Published by the desk: something was said or done on a record of any kind. Never what was said.
package struct ConversationAnnounced: Announcement, Equatable {
    package static let subject = "desk.conversation.changed.v1"
    /// The record it is about, of the kind below.
    package let record: UUID
    package let facts: [String]
    /// `incident`, `request`, `known-error` …
    package let kind: String
    /// Public replies so far.
    package let replies: Int
    /// Internal notes so far.
    package let notes: Int
    /// When staff first answered in public; response clocks end here.
    package let firstReplyAt: Date?
    package let lastReplyAt: Date?
    package let lastReplyBy: ConversationSide?
    package let lastReplyAuthor: UUID?

    package init(
        record: UUID, facts: [String], kind: String, replies: Int, notes: Int, firstReplyAt: Date?, lastReplyAt: Date?,
        lastReplyBy: ConversationSide?, lastReplyAuthor: UUID?
    ) {
        self.record = record
        self.facts = facts
        self.kind = kind
        self.replies = replies
        self.notes = notes
        self.firstReplyAt = firstReplyAt
        self.lastReplyAt = lastReplyAt
        self.lastReplyBy = lastReplyBy
        self.lastReplyAuthor = lastReplyAuthor
    }
}

/// Sent to the incident service: the requester said something on their incident. What was said stays at the desk.
package struct ReplyToIncident: Instruction, Equatable {
    package static let subject = "incident.incident.reply.v1"
    package let record: UUID
    /// The entry in the desk's conversation.
    package let entry: UUID
    package let person: UUID
    package let repliedAt: Date

    package init(record: UUID, entry: UUID, person: UUID, repliedAt: Date) {
        self.record = record
        self.entry = entry
        self.person = person
        self.repliedAt = repliedAt
    }
}
