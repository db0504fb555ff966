import DeskDomain
import Foundation
import Messaging
import Postgres

/// The clock keeps reviews up: it reminds owners, lets what nobody reviewed go out of date, and archives what stays so.
struct ReviewArticles: Sendable {
    let articles: KeepArticles

    func due(_ article: UUID, in tx: Transaction) throws {
        _ = try articles.perform(
            .reviewDue(articles.settings.policy), on: article, by: .timer(KeepArticles.timer), in: tx)
    }
}
