import Chassis
import DeskDomain
import Foundation
import Records

/// Something that was said, as the API shows it; text is left out of notes that were taken back.
struct EntryView: Codable, Sendable {
    let id: UUID
    let kind: Conversation.Entry.Kind
    let position: Int
    let at: Date
    let author: UUID
    let by: Conversation.Side
    let channel: Conversation.Entry.Channel
    let text: String?
    let withdrawnAt: Date?
    let mentions: [UUID]
    let attachments: [AttachmentView]
    /// The record that it was said on, where that was merged into this one.
    let from: MergedView?

    init(_ entry: EntryStore.Stored, from head: RecordHead? = nil, files: [AttachmentStore.Stored]) {
        id = entry.id
        kind = entry.kind
        position = entry.position
        at = entry.at
        author = entry.author
        by = entry.side
        channel = entry.channel
        text = entry.withdrawnAt == nil ? entry.text : nil
        withdrawnAt = entry.withdrawnAt
        mentions = entry.mentions
        attachments = files.map(AttachmentView.init)
        from = head.map(MergedView.init)
    }
}

/// A record that was merged into another one, or that others were merged into.
struct MergedView: Codable, Sendable {
    let kind: RecordKind
    let id: UUID
    let number: String
    let title: String

    init(_ head: RecordHead) {
        kind = head.reference.kind
        id = head.reference.id
        number = head.number
        title = head.title
    }
}

/// An attached file without its bytes.
struct AttachmentView: Codable, Sendable {
    enum Visibility: String, Codable, CaseIterable, Sendable { case `public`, `internal` }

    let id: UUID
    let name: String
    /// A media type.
    let type: String
    let size: Int
    let sha256: String
    let uploadedBy: UUID
    let uploadedAt: Date
    let entry: UUID?
    /// Left out until it is sent.
    let visibility: Visibility?

    init(_ stored: AttachmentStore.Stored) {
        id = stored.id
        name = stored.name
        type = stored.type.mediaType(named: stored.name)
        size = stored.size
        sha256 = stored.digest ?? ""
        uploadedBy = stored.uploadedBy
        uploadedAt = stored.uploadedAt
        entry = stored.entry
        visibility = stored.entryKind.map { $0 == .reply ? .public : .internal }
    }
}

/// The conversation at a glance; what is internal is left out for requesters.
struct ConversationSummary: Codable, Sendable {
    struct LastReply: Codable, Sendable {
        let at: Date
        let author: UUID
        let by: Conversation.Side
    }

    let replies: Int
    let notes: Int?
    let firstReplyAt: Date?
    let lastReply: LastReply?
    let watching: Bool
    let watchers: [UUID]?
    let minutesSpent: Int?
    let canReply: Bool
    /// Those that were merged into it, as far as the reader may see them.
    let merged: [MergedView]
    /// Where it goes on, if it was merged.
    let mergedInto: MergedView?

    init(_ family: MergedFamily, reader: Principal) {
        let (all, own) = (family.conversations, family.conversations.first { $0.reference == family.head.reference })
        let withNotes = reader.may(.conversationNote)
        let last = all.compactMap(\.lastReply).max { $0.at < $1.at }
        replies = all.reduce(0) { $0 + $1.replies }
        notes = withNotes ? all.reduce(0) { $0 + $1.notes } : nil
        firstReplyAt = all.compactMap(\.firstReplyAt).min()
        lastReply = last.map { LastReply(at: $0.at, author: $0.author, by: $0.by) }
        watching = own?.watchers.contains(reader.id) ?? false
        watchers = withNotes ? own?.watchers ?? [] : nil
        minutesSpent = withNotes ? all.reduce(0) { $0 + $1.minutes } : nil
        canReply = family.head.reference.kind.takesReplies && !family.head.isPastReplies
        merged = family.merged.map(MergedView.init)
        mergedInto = family.survivor.map(MergedView.init)
    }
}

/// A link as one of its ends shows it.
struct LinkView: Codable, Sendable {
    /// The other end.
    struct Other: Codable, Sendable {
        let kind: RecordKind
        let id: UUID
        let number: String
        let title: String
        let state: String
        let isOpen: Bool
    }

    let id: UUID
    let relation: LinkRelation
    let record: Other
    let by: UUID
    let at: Date

    init(_ stored: LinkStore.Stored, _ head: RecordHead) {
        id = stored.link.id
        relation = stored.link.relation
        record = Other(
            kind: head.reference.kind, id: head.reference.id, number: head.number, title: head.title,
            state: head.state, isOpen: head.isOpen)
        by = stored.by
        at = stored.at
    }
}

/// A spell of work.
struct TimeSpentView: Codable, Sendable {
    let id: UUID
    let person: UUID
    let minutes: Int
    let activity: Conversation.TimeSpent.Activity
    let note: String?
    let workedAt: Date
    let recordedAt: Date

    init(_ stored: TimeSpentStore.Stored) {
        id = stored.spell.id
        person = stored.spell.person
        minutes = stored.spell.minutes
        activity = stored.spell.activity
        note = stored.spell.note
        workedAt = stored.spell.workedAt
        recordedAt = stored.recordedAt
    }
}

struct AttachmentsAnswer: Codable, Sendable {
    let items: [AttachmentView]
}

struct LinksAnswer: Codable, Sendable {
    let items: [LinkView]
}

struct TimeSpentAnswer: Codable, Sendable {
    let items: [TimeSpentView]
    let totalMinutes: Int
}

struct PresenceAnswer: Codable, Sendable {
    let others: [PresenceStore.Presence]
}
