import Contracts
import Delivery
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Mail that is due, taken by one copy at a time.
struct MailQueue: Sendable {
    /// A copy that has taken a mail and says nothing more has stopped: another takes it after this time.
    static let lease: TimeInterval = 300
    static let firstWait: TimeInterval = 60
    static let longestWait: TimeInterval = 6 * 3_600
    /// How long a mail is tried.
    static let patience: TimeInterval = 48 * 3_600

    /// A mail that this copy sends now.
    struct Taken: Sendable {
        let id: UUID
        let template: String
        let language: Language
        let record: RecordReference?
        let content: JSONText
        let messageID: String
        /// Including this one.
        let attempts: Int
        let tryingSince: Date
        let at: Date
        let person: Person
        let identity: MailIdentity

        /// Too old to be news, such as after months without a mail server.
        var isStale: Bool { at > tryingSince.addingTimeInterval(MailQueue.patience) }
    }

    /// Takes the mail that has been due longest; nil for none.
    func take(in tx: Transaction) throws -> Taken? {
        let now = try tx.now
        let row = try tx.first(
            """
            UPDATE notice SET attempts = attempts + 1, next_at = \(now.addingTimeInterval(Self.lease))
            WHERE id = (
                SELECT id FROM notice WHERE state = 'queued' AND next_at <= \(now)
                ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, person, template, language, record_kind, record, content, message_id, attempts, trying_since
            """, TakenRow.init)
        guard let row else { return nil }
        guard let person = try PersonStore().read(row.person, in: tx)?.record else { return nil }
        return Taken(
            id: row.id, template: row.template, language: row.language, record: row.record, content: row.content,
            messageID: row.messageID, attempts: row.attempts, tryingSince: row.tryingSince, at: now, person: person,
            identity: try .read(in: tx))
    }

    /// What became of a mail; nothing if another copy has taken it meanwhile.
    func settle(_ taken: Taken, _ handover: Handover, in tx: Transaction) throws {
        let now = try tx.now
        let wait = Self.wait(after: taken.attempts, handover)
        let (state, next) =
            switch handover {
            case .delivered: (NoticeState.sent, now)
            case .permanent: (NoticeState.failed, now)
            case .temporary, .unreachable:
                now.addingTimeInterval(wait) > taken.tryingSince.addingTimeInterval(Self.patience)
                    ? (NoticeState.failed, now) : (NoticeState.queued, now.addingTimeInterval(wait))
            }
        let sentAt: Date? = state == .sent ? now : nil
        let content = state == .sent ? try Self.withoutOneTimeLinks(taken) : taken.content
        try tx.execute(
            """
            UPDATE notice SET state = \(state), next_at = \(next), last_answer = \(String(handover.answer.prefix(500))),
                sent_at = \(sentAt), content = \(content), address = \(taken.person.details.mail)
            WHERE id = \(taken.id) AND state = 'queued' AND attempts = \(taken.attempts)
            """)
    }

    func suppress(_ taken: Taken, because answer: String, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE notice SET state = 'suppressed', last_answer = \(answer) WHERE id = \(taken.id) AND state = 'queued'"
        )
    }

    /// A minute, then twice as long each time; a server that cannot be reached is asked every minute.
    static func wait(after attempts: Int, _ handover: Handover) -> TimeInterval {
        if case .unreachable = handover { return firstWait }
        return min(firstWait * pow(2, Double(max(0, attempts - 1))), longestWait)
    }

    private static func withoutOneTimeLinks(_ taken: Taken) throws -> JSONText {
        if taken.template == DigestContent.template {
            return try RecordColumn.encode(
                RecordColumn.decode(DigestContent.self, taken.content).withoutOneTimeLinks)
        }
        return try RecordColumn.encode(
            RecordColumn.decode(Notice.self, taken.content).withoutOneTimeLink)
    }
}

private struct TakenRow {
    let id: UUID
    let person: UUID
    let template: String
    let language: Language
    let record: RecordReference?
    let content: JSONText
    let messageID: String
    let attempts: Int
    let tryingSince: Date

    init(_ row: Row) throws {
        id = try row.value("id")
        person = try row.value("person")
        template = try row.value("template")
        language = try row.value("language")
        let (kind, record): (RecordKind?, UUID?) = (
            try row.value("record_kind"), try row.value("record")
        )
        self.record = kind.flatMap { kind in record.map { RecordReference(kind: kind, id: $0) } }
        content = try row.value("content")
        messageID = try row.value("message_id")
        attempts = try row.value("attempts")
        tryingSince = try row.value("trying_since")
    }
}
