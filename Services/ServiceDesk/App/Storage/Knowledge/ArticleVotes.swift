import DeskDomain
import Foundation
import Postgres
import Records

/// What readers say of articles: one vote each, which they may change.
enum ArticleVotes {
    struct Vote: Sendable {
        let person: UUID
        let helpful: Bool
        let comment: String?
        let at: Date
    }

    struct Count: Sendable {
        let helpful: Int
        let unhelpful: Int
    }

    static func cast(_ helpful: Bool, _ comment: String?, by person: UUID, on article: UUID, in tx: Transaction) throws
    {
        try tx.execute(
            """
            INSERT INTO article_vote (article, person, helpful, comment, voted_at)
            VALUES (\(article), \(person), \(helpful), \(comment), \(try tx.now))
            ON CONFLICT (article, person) DO UPDATE SET
                helpful = excluded.helpful, comment = excluded.comment, voted_at = excluded.voted_at
            """)
    }

    static func withdraw(by person: UUID, on article: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM article_vote WHERE article = \(article) AND person = \(person)")
    }

    static func count(on article: UUID, in tx: Transaction) throws -> Count {
        let count = try tx.first(
            """
            SELECT count(*) FILTER (WHERE helpful) AS helpful, count(*) FILTER (WHERE NOT helpful) AS unhelpful
            FROM article_vote WHERE article = \(article)
            """
        ) { Count(helpful: try $0.value("helpful"), unhelpful: try $0.value("unhelpful")) }
        return count ?? Count(helpful: 0, unhelpful: 0)
    }

    static func vote(of person: UUID, on article: UUID, in tx: Transaction) throws -> Vote? {
        try tx.first(
            """
            SELECT person, helpful, comment, voted_at FROM article_vote
            WHERE article = \(article) AND person = \(person)
            """, vote)
    }

    /// The newest votes, 200 at most.
    static func votes(on article: UUID, in tx: Transaction) throws -> [Vote] {
        try tx.query(
            """
            SELECT person, helpful, comment, voted_at FROM article_vote
            WHERE article = \(article) ORDER BY voted_at DESC, person LIMIT 200
            """, vote)
    }

    /// Counts a reader outside staff once a day.
    static func noteReading(of article: UUID, by person: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO article_reading (article, person, day, read_at)
            VALUES (\(article), \(person), (dienst_now() AT TIME ZONE 'UTC')::date, dienst_now())
            ON CONFLICT DO NOTHING
            """)
    }

    private static func vote(_ row: Row) throws -> Vote {
        Vote(
            person: try row.value("person"), helpful: try row.value("helpful"), comment: try row.value("comment"),
            at: try row.value("voted_at"))
    }
}
