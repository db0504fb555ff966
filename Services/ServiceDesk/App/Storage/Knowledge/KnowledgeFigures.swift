import Contracts
import DeskDomain
import Foundation
import Postgres

/// How knowledge does, in figures of a period.
struct KnowledgeFigures: Sendable {
    let from: Date
    let until: Date
    /// Incidents resolved in the period, and those of them that an article served.
    let resolved: Int
    let linked: Int
    let uses: [ArticleUse: Int]
    let articles: [Article.State: Int]
    let confidence: [Article.Confidence: Int]
    let helpful: Int
    let unhelpful: Int
    /// Days on which a reader outside staff opened an article, and those after which they asked for nothing for 24 hours.
    let viewers: Int
    let selfServed: Int

    static func read(from: Date, until: Date, in tx: Transaction) throws -> KnowledgeFigures {
        let incidents = try pair(incidents(from, until), in: tx)
        let votes = try pair(votes(from, until), in: tx)
        let readings = try pair(readings(from, until), in: tx)
        return KnowledgeFigures(
            from: from, until: until, resolved: incidents.0, linked: incidents.1, uses: try uses(from, until, in: tx),
            articles: try counts("state", in: tx), confidence: try counts("confidence", in: tx), helpful: votes.0,
            unhelpful: votes.1, viewers: readings.0, selfServed: readings.1)
    }

    private static func incidents(_ from: Date, _ until: Date) -> SQL {
        """
        SELECT count(*) AS one, count(*) FILTER (WHERE EXISTS (
            SELECT FROM article_use u
            WHERE u.record_kind = 'incident' AND u.record = r.record AND u.article IS NOT NULL)) AS two
        FROM reference_state r
        WHERE r.subject = \(IncidentAnnounced.subject)
            AND (r.state ->> 'resolvedAt')::timestamptz >= \(from) AND (r.state ->> 'resolvedAt')::timestamptz < \(until)
        """
    }

    private static func votes(_ from: Date, _ until: Date) -> SQL {
        """
        SELECT count(*) FILTER (WHERE helpful) AS one, count(*) FILTER (WHERE NOT helpful) AS two
        FROM article_vote WHERE voted_at >= \(from) AND voted_at < \(until)
        """
    }

    private static func readings(_ from: Date, _ until: Date) -> SQL {
        """
        SELECT count(*) AS one, count(*) FILTER (WHERE NOT EXISTS (
            SELECT FROM record_head h
            WHERE h.requester = d.person AND h.kind IN ('incident', 'request', 'contact')
                AND h.opened_at >= d.read_at AND h.opened_at < d.read_at + interval '24 hours')) AS two
        FROM (
            SELECT person, min(read_at) AS read_at FROM article_reading
            WHERE read_at >= \(from) AND read_at < \(until) GROUP BY person, day
        ) AS d
        """
    }

    private static func uses(_ from: Date, _ until: Date, in tx: Transaction) throws -> [ArticleUse: Int] {
        let counts = try tx.query(
            """
            SELECT kind, count(*) AS count FROM article_use
            WHERE used_at >= \(from) AND used_at < \(until) GROUP BY kind
            """
        ) { (try $0.value("kind") as ArticleUse, try $0.value("count") as Int) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    private static func counts<Word: RawRepresentable<String>>(
        _ column: String, in tx: Transaction
    ) throws -> [Word: Int] {
        let counts = try tx.query(
            "SELECT \(unsafe: column) AS word, count(*) AS count FROM article GROUP BY \(unsafe: column)"
        ) { (try $0.value("word") as Word, try $0.value("count") as Int) }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    private static func pair(_ sql: SQL, in tx: Transaction) throws -> (Int, Int) {
        try tx.first(sql) { (try $0.value("one") as Int, try $0.value("two") as Int) } ?? (0, 0)
    }
}
