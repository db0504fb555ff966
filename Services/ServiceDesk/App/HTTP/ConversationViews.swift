import DeskDomain
import Foundation

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

    init(_ entry: EntryStore.Stored, attachments: [AttachmentView] = []) {
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
        self.attachments = attachments
    }

    private init(_ entry: EntryView, attachments: [AttachmentView]) {
        id = entry.id
        kind = entry.kind
        position = entry.position
        at = entry.at
        author = entry.author
        by = entry.by
        channel = entry.channel
        text = entry.text
        withdrawnAt = entry.withdrawnAt
        mentions = entry.mentions
        self.attachments = attachments
    }

    func carrying(_ files: [AttachmentStore.Stored]) -> EntryView {
        EntryView(self, attachments: files.map(AttachmentView.init))
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

    init(_ conversation: Conversation?, reader: UUID, withNotes: Bool, canReply: Bool) {
        replies = conversation?.replies ?? 0
        notes = withNotes ? conversation?.notes ?? 0 : nil
        firstReplyAt = conversation?.firstReplyAt
        lastReply = conversation?.lastReply.map { LastReply(at: $0.at, author: $0.author, by: $0.by) }
        watching = conversation?.watchers.contains(reader) ?? false
        watchers = withNotes ? conversation?.watchers ?? [] : nil
        minutesSpent = withNotes ? conversation?.minutes ?? 0 : nil
        self.canReply = canReply
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
