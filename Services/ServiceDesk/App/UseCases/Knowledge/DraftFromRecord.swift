import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What was found out once becomes an article: the symptom in the words of whoever reported it, the resolution in the agent's.
struct DraftFromRecord: Sendable {
    /// What the agent adds to what the record says.
    struct Resolution: Sendable {
        let record: RecordReference
        let language: Language
        let resolution: String
        let title: String?
        let symptoms: String?
        let keywords: [String]
        let services: [UUID]?
    }

    let articles: KeepArticles

    /// The draft, and the articles that may say the same already.
    func draft(
        _ wanted: Resolution, by reader: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> (article: Kept<Article>, similar: [KnowledgeSearch.Hit]) {
        let head = try UseArticles.head(of: wanted.record, for: reader, in: tx)
        let content = try ArticleContent(
            title: wanted.title ?? String(head.title.prefix(200)),
            symptoms: wanted.symptoms ?? (try Self.report(of: head, in: tx)), keywords: wanted.keywords,
            body: wanted.resolution)
        let services = try wanted.services ?? active(head.services, in: tx)
        let search = KnowledgeSearch(reader: reader, language: wanted.language, service: services.first)
        let similar = try search.suggested(
            for: content.title + " " + (content.symptoms ?? ""), limit: 5, in: tx)
        let article = try articles.draft(
            KeepArticles.Draft(
                language: wanted.language, content: content,
                details: try Article.Details(services: services, audience: .internal, owner: reader.id, reviewAt: nil),
                origin: wanted.record), author: reader.id, by: provenance, in: tx)
        try UseArticles().note(.created, of: article.record.id, for: wanted.record, by: reader, in: tx)
        return (article, similar)
    }

    /// The record's title, and what the caller said where the desk wrote it down.
    private static func report(of head: RecordHead, in tx: Transaction) throws -> String {
        let contact =
            switch head.reference.kind {
            case .contact: try ContactStore().read(head.reference.id, in: tx)
            case .incident: try ContactStore().asking(for: head.reference.id, in: tx)
            default: nil as Kept<Contact>?
            }
        let said = [head.title, contact?.record.report.description].compactMap { $0 }
        return String(said.joined(separator: "\n\n").prefix(3_000))
    }

    private func active(_ services: [UUID], in tx: Transaction) throws -> [UUID] {
        try services.prefix(Article.Details.mostServices).filter {
            try ServiceStore().read($0, in: tx)?.record.state == .active
        }
    }
}
