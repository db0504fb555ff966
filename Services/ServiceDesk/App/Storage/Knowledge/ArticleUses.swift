import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What articles did for records.
enum ArticleUses {
    struct Use: Sendable {
        let record: RecordReference
        let kind: ArticleUse
        let person: UUID
        let at: Date
        /// Nil when somebody looked and found none.
        let article: Kept<Article>?
    }

    /// Notes a use; of one article for one record the last word counts, and whoever uses one has found one.
    static func note(
        _ kind: ArticleUse, of article: UUID?, for record: RecordReference, reopenCount: Int, by person: UUID,
        in tx: Transaction
    ) throws {
        let conflict: SQL =
            article == nil
            ? "(record_kind, record) WHERE article IS NULL" : "(record_kind, record, article) WHERE article IS NOT NULL"
        try tx.execute(
            """
            INSERT INTO article_use (record_kind, record, article, kind, person, used_at, reopen_count)
            VALUES (\(record.kind), \(record.id), \(article), \(kind), \(person), \(try tx.now), \(reopenCount))
            ON CONFLICT \(conflict) DO UPDATE SET
                kind = excluded.kind, person = excluded.person, used_at = excluded.used_at,
                reopen_count = greatest(article_use.reopen_count, excluded.reopen_count)
            """)
        guard article != nil else { return }
        try tx.execute(
            """
            DELETE FROM article_use
            WHERE record_kind = \(record.kind) AND record = \(record.id) AND article IS NULL
            """)
    }

    static func withdraw(_ article: UUID, for record: RecordReference, in tx: Transaction) throws {
        try tx.execute(
            """
            DELETE FROM article_use
            WHERE record_kind = \(record.kind) AND record = \(record.id) AND article = \(article)
            """)
    }

    static func hasAny(for record: RecordReference, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT 1 AS one FROM article_use
            WHERE record_kind = \(record.kind) AND record = \(record.id) AND article IS NOT NULL LIMIT 1
            """
        ) { _ in true } ?? false
    }

    /// What served this record, the newest first.
    static func uses(for record: RecordReference, in tx: Transaction) throws -> [Use] {
        try uses(where: "u.record_kind = \(record.kind) AND u.record = \(record.id)", in: tx)
    }

    /// What this article served, the newest first, 200 at most.
    static func uses(of article: UUID, in tx: Transaction) throws -> [Use] {
        try uses(where: "u.article = \(article)", in: tx)
    }

    private static func uses(where condition: SQL, in tx: Transaction) throws -> [Use] {
        try tx.query(
            """
            SELECT u.record_kind, u.record AS used_by, u.kind, u.person, u.used_at, a.record, a.version
            FROM article_use u LEFT JOIN article a ON a.id = u.article
            WHERE \(condition) ORDER BY u.used_at DESC, u.article LIMIT 200
            """
        ) { row in
            let version: Int? = try row.value("version")
            return Use(
                record: RecordReference(kind: try row.value("record_kind"), id: try row.value("used_by")),
                kind: try row.value("kind"), person: try row.value("person"), at: try row.value("used_at"),
                article: version == nil ? nil : try ArticleStore.kept(row))
        }
    }

    /// The articles that served a record which has been reopened since they were last looked at; they are now.
    static func disproved(by record: RecordReference, reopenCount: Int, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            UPDATE article_use SET reopen_count = \(reopenCount)
            WHERE record_kind = \(record.kind) AND record = \(record.id) AND article IS NOT NULL
                AND reopen_count < \(reopenCount)
            RETURNING article
            """
        ) { try $0.value("article") }
    }
}
