import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres

/// What lists of articles can be asked for.
enum ArticleLists {
    static let listing = Listing(
        key: Listing.Column("id", "article.id", .uuid),
        sorts: [
            Listing.Column("changedAt", "article.changed_at", .date),
            Listing.Column("title", "article.title", .text),
            Listing.Column("number", "article.number", .text),
            Listing.Column("reviewAt", "coalesce(article.review_at, '2999-12-31Z'::timestamptz)", .date),
        ],
        standard: "-changedAt",
        filters: [
            .any("state", "article.state", .oneOf(Article.State.self), "Where it stands"),
            .any("confidence", "article.confidence", .oneOf(Article.Confidence.self), "How far it may be trusted"),
            .any("audience", "article.audience", .oneOf(Audience.Kind.self), "Whom it is for"),
            .anyIn("service", "article.services", .uuid, "About any of these business services"),
            .anyIn("language", "article.languages", .oneOf(Language.self), "With a text in any of these languages"),
            .any("owner", "article.owner", .uuid, "The person who answers for it; for staff"),
            .until("reviewUntil", "article.review_at", .date, "To be reviewed before"),
            .from("changedFrom", "article.changed_at", .date, "Changed at or after"),
        ],
        search: { "(article.title ILIKE \(Search.pattern($0)) OR article.number ILIKE \(Search.pattern($0)))" })

    static func page(_ wanted: Wanted, for reader: Principal, in tx: Transaction) throws -> Page<ArticleLine> {
        let isAskingTooMuch = !reader.isStaff && ["owner", "reviewUntil"].contains { wanted.query.text($0) != nil }
        let seen: SQL = isAskingTooMuch ? "FALSE" : ArticleSight.condition(for: reader)
        return try wanted.read(
            """
            article.record, article.version,
            (SELECT count(*) FROM article_vote WHERE article = article.id AND helpful) AS helpful,
            (SELECT count(*) FROM article_vote WHERE article = article.id AND NOT helpful) AS unhelpful
            """, from: "article", where: seen, in: tx
        ) { row in
            ArticleLine(
                try ArticleStore.kept(row),
                votes: ArticleVotes.Count(helpful: try row.value("helpful"), unhelpful: try row.value("unhelpful")),
                for: reader)
        }
    }
}
