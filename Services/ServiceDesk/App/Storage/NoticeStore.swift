import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Where a notice stands as mail. The in-app inbox shows it whatever its state.
enum NoticeState: String, Codable, CaseIterable, Sendable {
    /// Waits for its first or next attempt.
    case queued
    /// Waits for the day's digest.
    case digest
    case sent
    /// Refused for good, or not taken within two days.
    case failed
    /// Not wanted, or nowhere to send it.
    case suppressed
    /// Was told in a digest.
    case digested
}

/// The queue of notices, one row each.
struct NoticeStore: Sendable {
    /// A notice that is told for the first time.
    struct New: Sendable {
        let person: UUID
        let cause: UUID
        let language: Language
        let notice: Notice
        let state: NoticeState
        let address: String?
        /// Why it is not sent, as a word.
        let answer: String?
    }

    /// Answers false when this person was told of this cause already.
    func add(_ new: New, in tx: Transaction) throws -> Bool {
        let (id, now, record) = (UUID.v7(at: try tx.now), try tx.now, new.notice.record)
        let messageID = MessageIDs(identity: try .read(in: tx)).id(of: id, about: record)
        return try tx.execute(
            """
            INSERT INTO notice
                (id, person, cause, template, language, record_kind, record, number, content, message_id, state, address,
                 next_at, trying_since, last_answer, created_at)
            VALUES (
                \(id), \(new.person), \(new.cause), \(new.notice.template), \(new.language), \(record.kind), \(record.id),
                \(new.notice.number), \(try RecordColumn.encode(new.notice)), \(messageID), \(new.state), \(new.address),
                \(now), \(now), \(new.answer), \(now)
            )
            ON CONFLICT ON CONSTRAINT one_notice_per_cause DO NOTHING
            """) == 1
    }

    /// How many mails about a record went to a person, or are on their way, since an instant.
    func mails(to person: UUID, about record: RecordReference, since start: Date, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            SELECT count(*) AS count FROM notice
            WHERE person = \(person) AND record = \(record.id) AND record_kind = \(record.kind)
                AND created_at > \(start) AND state IN ('queued', 'sent', 'failed')
            """
        ) { try $0.value("count") } ?? 0
    }

    /// Whether this transaction has told the person of this cause with one of these templates.
    func tellsNow(
        _ person: UUID, of cause: UUID, with templates: [Notice.Template], in tx: Transaction
    ) throws -> Bool {
        try tx.first(
            """
            SELECT id FROM notice
            WHERE person = \(person) AND cause = \(cause) AND created_at = \(tx.now) AND template = ANY(\(templates))
            """
        ) { _ in true } ?? false
    }

    func unread(of person: UUID, atMost limit: Int, in tx: Transaction) throws -> Int {
        try tx.first(
            """
            SELECT count(*) AS count FROM (
                SELECT 1 FROM notice WHERE person = \(person) AND read_at IS NULL AND template <> 'digest' LIMIT \(limit)
            ) AS found
            """
        ) { try $0.value("count") } ?? 0
    }

    /// Answers false when the person has no such notice; reading twice keeps the first time.
    func markRead(_ id: UUID, of person: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE notice SET read_at = coalesce(read_at, \(tx.now))
            WHERE id = \(id) AND person = \(person) AND template <> 'digest'
            """) == 1
    }

    func markAllRead(of person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE notice SET read_at = \(tx.now)
            WHERE person = \(person) AND read_at IS NULL AND template <> 'digest'
            """)
    }

    /// Puts a failed mail into the queue again; answers false when it is in another state or not there.
    func retry(_ id: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE notice SET state = 'queued', next_at = \(tx.now), trying_since = \(tx.now), attempts = 0
            WHERE id = \(id) AND state = 'failed'
            """) == 1
    }

    /// Drops notices told before an instant, read or not.
    func forget(before instant: Date, in tx: Transaction) throws {
        try tx.execute("DELETE FROM notice WHERE created_at < \(instant)")
    }

    /// Mail that waits, and mail that was given up.
    static let gauges = [
        StandingGauge(
            "dienst_mail_waiting",
            sql: "SELECT count(*)::float8 AS value FROM notice WHERE state = 'queued'"),
        StandingGauge(
            "dienst_mail_failed",
            sql: "SELECT count(*)::float8 AS value FROM notice WHERE state = 'failed'"),
    ]
}
