import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The one place that decides who may read which article.
enum ArticleSight {
    /// The states in which people outside staff see an article.
    static let shown: [Article.State] = [.published, .flagged]

    /// The condition on rows of `article`.
    static func condition(for reader: Principal) -> SQL {
        if reader.isStaff { return "TRUE" }
        let isShown: SQL = "article.state IN ('published', 'flagged')"
        guard let organisation = reader.organisation else { return "(\(isShown) AND article.audience = 'public')" }
        return """
            (\(isShown) AND (article.audience = 'public' OR (article.audience = 'customer'
                AND (article.organisations = '{}' OR \(organisation) = ANY (article.organisations)))))
            """
    }

    /// The article. Throws `NotFound` when it is not there and when it is not for this reader, alike.
    static func find(_ id: UUID, for reader: Principal, in tx: Transaction) throws -> Kept<Article> {
        let kept = try tx.first(
            "SELECT record, version FROM article WHERE id = \(id) AND \(condition(for: reader))", ArticleStore.kept)
        guard let kept else { throw NotFound(Article.kind, id.uuidString.lowercased()) }
        return kept
    }
}
