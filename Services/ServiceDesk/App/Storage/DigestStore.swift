import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// What a digest tells: the notices in the order of their happening, and how many more there were.
struct DigestContent: Codable, Equatable, Sendable {
    /// Stands where other notices name what happened.
    static let template = "digest"
    static let most = 50

    let notices: [Notice]
    let more: Int

    /// The same once it has been mailed.
    var withoutOneTimeLinks: DigestContent {
        DigestContent(notices: notices.map(\.withoutOneTimeLink), more: more)
    }
}

/// Notices that wait for the day's mail, and that mail.
struct DigestStore: Sendable {
    /// What waits for a person, oldest first, locked.
    func waiting(for person: UUID, in tx: Transaction) throws -> [(id: UUID, notice: Notice)] {
        try tx.query(
            """
            SELECT id, content FROM notice WHERE person = \(person) AND state = 'digest'
            ORDER BY created_at, id FOR UPDATE
            """
        ) {
            (id: try $0.value("id"), notice: try RecordColumn.decode(Notice.self, $0.value("content")))
        }
    }

    /// Queues the mail and marks what it tells.
    func add(
        _ content: DigestContent, to person: UUID, language: Language, address: String,
        telling notices: [(id: UUID, notice: Notice)], in tx: Transaction
    ) throws {
        let (id, now) = (UUID.v7(at: try tx.now), try tx.now)
        let messageID = MessageIDs(identity: try .read(in: tx)).id(ofDigest: id)
        try tx.execute(
            """
            INSERT INTO notice
                (id, person, cause, template, language, content, message_id, state, address, next_at, trying_since,
                 created_at)
            VALUES (
                \(id), \(person), \(id), 'digest', \(language), \(try RecordColumn.encode(content)), \(messageID), 'queued',
                \(address), \(now), \(now), \(now)
            )
            """)
        for (part, notice) in notices {
            try tx.execute(
                """
                UPDATE notice SET state = 'digested', digest = \(id),
                    content = \(try RecordColumn.encode(notice.withoutOneTimeLink))
                WHERE id = \(part)
                """)
        }
    }

    func suppress(_ notices: [UUID], because answer: String, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE notice SET state = 'suppressed', last_answer = \(answer) WHERE id = ANY(\(notices))")
    }
}
