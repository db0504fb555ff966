import DeskDomain
import Foundation
import Messaging
import Postgres

/// A notice in its person's inbox; without what only the mail may carry.
struct InboxNoticeView: Codable, Sendable {
    let id: UUID
    let template: Notice.Template
    let record: RecordReference
    let number: String
    let title: String
    let link: String
    let actor: String?
    let text: String?
    let outcome: Notice.Outcome?
    let due: Date?
    let state: NoticeState
    let createdAt: Date
    let readAt: Date?

    static let columns: SQL = "id, content, state, created_at, read_at"

    init(_ row: Row) throws {
        let notice = try RecordColumn.decode(Notice.self, row.value("content")).withoutOneTimeLink
        id = try row.value("id")
        template = notice.template
        record = notice.record
        number = notice.number
        title = notice.title
        link = notice.link
        actor = notice.actor
        text = notice.text
        outcome = notice.outcome
        due = notice.due
        state = try row.value("state")
        createdAt = try row.value("created_at")
        readAt = try row.value("read_at")
    }
}

/// A notice as those who run the suite see it: where its mail stands, not what it says.
struct OutgoingNoticeView: Codable, Sendable {
    let id: UUID
    let person: UUID
    let address: String?
    let template: String
    let language: Language
    /// Absent for a digest.
    let record: RecordReference?
    let number: String?
    let messageID: String
    let state: NoticeState
    let attempts: Int
    /// When it is tried next; present while it is queued.
    let nextAt: Date?
    /// What the mail server said last, or why nothing is sent.
    let lastAnswer: String?
    let createdAt: Date
    let sentAt: Date?

    static let columns: SQL = """
        id, person, address, template, language, record_kind, record, number, message_id, state, attempts, next_at,
        last_answer, created_at, sent_at
        """

    init(_ row: Row) throws {
        id = try row.value("id")
        person = try row.value("person")
        address = try row.value("address")
        template = try row.value("template")
        language = try row.value("language")
        let (kind, record): (RecordKind?, UUID?) = (try row.value("record_kind"), try row.value("record"))
        self.record = kind.flatMap { kind in record.map { RecordReference(kind: kind, id: $0) } }
        number = try row.value("number")
        messageID = try row.value("message_id")
        state = try row.value("state")
        attempts = try row.value("attempts")
        let next: Date = try row.value("next_at")
        nextAt = state == .queued ? next : nil
        lastAnswer = try row.value("last_answer")
        createdAt = try row.value("created_at")
        sentAt = try row.value("sent_at")
    }
}

/// What waits and what went wrong.
struct OutgoingSummary: Codable, Sendable {
    /// Whether a mail server is set; without one mail waits.
    let server: Bool
    let queued: Int
    let digest: Int
    let failed: Int
    let oldestQueuedAt: Date?
}

struct UnreadView: Codable, Sendable {
    let unread: Int
}
