import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// A published known error has an article for staff that says its workaround; when it is retired, the article is archived.
///
/// The article belongs to whoever works on the problem; without anybody there is none until the next news.
struct ArticlesOfKnownErrors: Sendable {
    let articles: KeepArticles

    /// The newest known state counts, not this message's: announcements may arrive in any order.
    func changed(_ message: KnownErrorAnnounced, _ received: Received, in tx: Transaction) throws {
        let newest = try Projection<KnownErrorAnnounced>().find(message.record, in: tx) ?? message
        let origin = RecordReference(kind: .knownError, id: newest.record)
        try ArticleStore().lock(origin, in: tx)
        let existing = try ArticleStore().made(from: origin, in: tx)
        switch newest.state {
        case "published": try tell(newest, in: existing, origin, received.provenance, in: tx)
        case "retired":
            guard let existing, existing.record.state != .archived else { return }
            _ = try articles.perform(.archive, on: existing.record.id, by: received.provenance, in: tx)
        default: return
        }
    }

    private func tell(
        _ knownError: KnownErrorAnnounced, in existing: Kept<Article>?, _ origin: RecordReference,
        _ provenance: Provenance, in tx: Transaction
    ) throws {
        guard let content = Self.content(of: knownError) else { return }
        guard let existing else { return try publish(content, origin, knownError, provenance, in: tx) }
        let article = existing.record
        let isKnown = try ArticleTexts.has(content, in: article.source, of: article.id, in: tx)
        guard !isKnown, article.state != .archived, let author = article.text(in: article.source)?.author else {
            return
        }
        _ = try articles.write(
            content, in: article.source, of: article.id, author: author, expecting: nil, by: provenance, in: tx)
    }

    /// Nil without a workaround, and for words that no article may hold.
    private static func content(of knownError: KnownErrorAnnounced) -> ArticleContent? {
        guard let workaround = knownError.workaround else { return nil }
        do throws(Invalid) {
            return try ArticleContent(
                title: String(knownError.summary.prefix(200)), symptoms: nil, keywords: [knownError.number],
                body: workaround)
        } catch {
            return nil
        }
    }

    private func publish(
        _ content: ArticleContent, _ origin: RecordReference, _ knownError: KnownErrorAnnounced,
        _ provenance: Provenance, in tx: Transaction
    ) throws {
        guard let assignee = try Projection<ProblemAnnounced>().find(knownError.problem, in: tx)?.assignee,
            let owner = try PersonStore().read(assignee, in: tx)?.record, owner.state == .active
        else { return }
        let draft = KeepArticles.Draft(
            language: owner.details.language ?? .english, content: content,
            details: try Article.Details(services: [], audience: .internal, owner: owner.id, reviewAt: nil),
            origin: origin)
        let made = try articles.draft(draft, author: owner.id, by: provenance, in: tx)
        let reviewAt = try articles.reviewDate(nil, in: tx)
        _ = try articles.perform(.publish(reviewAt: reviewAt), on: made.record.id, by: provenance, in: tx)
    }
}
