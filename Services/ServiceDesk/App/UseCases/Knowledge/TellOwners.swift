import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Owners hear what their articles need of them: that somebody says they are wrong, and that their review date is near.
struct TellOwners: Sendable {
    /// Tells what is new since an article stood as it was before.
    func changed(_ article: Article, since before: Article, in tx: Transaction) throws {
        let owner = article.details.owner
        if let flag = article.flag, flag != before.flag, flag.by != owner {
            let name = try flag.by.flatMap { try PersonStore().read($0, in: tx)?.record.details.name }
            try tell(owner, .recordUpdate, article, actor: name, text: flag.comment, in: tx)
        }
        if let date = article.remindedOf, date != before.remindedOf {
            try tell(owner, .articleReview, article, due: date, in: tx)
        }
    }

    private func tell(
        _ owner: UUID, _ template: Notice.Template, _ article: Article, actor: String? = nil, text: String? = nil,
        due: Date? = nil, in tx: Transaction
    ) throws {
        let record = RecordReference(kind: .article, id: article.id)
        let notice = Notice(
            template, about: record, number: article.number, title: article.title, link: Notice.page(of: record),
            actor: actor, text: text, due: due)
        try Notices.tell(owner, notice, cause: UUID.v7(at: tx.now), in: tx)
    }
}
