import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Articles, one row each; their words stand in `ArticleTexts`.
struct ArticleStore: RecordTable {
    static let table = "article"

    func save(_ kept: Kept<Article>, in tx: Transaction) throws {
        let (article, details) = (kept.record, kept.record.details)
        try tx.execute(
            """
            INSERT INTO article
                (id, version, number, state, confidence, source, title, languages, services, audience, organisations,
                 owner, review_at, recorded_at, changed_at, record)
            VALUES (
                \(article.id), \(kept.version), \(article.number), \(article.state), \(article.confidence),
                \(article.source), \(article.title), \(article.texts.map(\.language)), \(details.services),
                \(details.audience.kind), \(details.audience.organisations), \(details.owner), \(details.reviewAt),
                \(article.recordedAt), \(article.changedAt), \(try RecordColumn.encode(article))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, confidence = excluded.confidence,
                title = excluded.title, languages = excluded.languages, services = excluded.services,
                audience = excluded.audience, organisations = excluded.organisations, owner = excluded.owner,
                review_at = excluded.review_at, changed_at = excluded.changed_at, record = excluded.record
            """)
        try RecordHeads().note(
            RecordHead(kept), text: article.texts.map(\.title).joined(separator: "\n"), in: tx)
    }

    /// The article that was made from a record, locked; the first of several.
    func made(from origin: RecordReference, in tx: Transaction) throws -> Kept<Article>? {
        try tx.first(
            """
            SELECT record, version FROM article
            WHERE record #>> '{origin,id}' = \(origin.id.uuidString) AND record #>> '{origin,kind}' = \(origin.kind)
            ORDER BY id LIMIT 1 FOR UPDATE
            """, Self.kept)
    }

    /// Lets no other transaction make an article of this record at the same time.
    func lock(_ origin: RecordReference, in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(origin.description), 0))")
    }

    func announcement(of kept: Kept<Article>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        ArticleAnnounced(kept.record, facts: facts)
    }
}

extension RecordHead {
    fileprivate init(_ kept: Kept<Article>) {
        let article = kept.record
        self.init(
            reference: RecordReference(kind: .article, id: article.id), number: article.number, title: article.title,
            state: article.state.rawValue, isOpen: article.state != .archived, services: article.details.services,
            readers: article.readers, openedAt: article.recordedAt, updatedAt: article.changedAt, sequence: kept.version
        )
    }
}

extension Article {
    /// Heads know no "all customers", so that audience finds its articles through the search for knowledge alone.
    fileprivate var readers: RecordHead.Readers {
        guard ArticleSight.shown.contains(state) else { return .staff }
        switch details.audience.kind {
        case .internal: return .staff
        case .public: return .audience([])
        case .customer:
            let organisations = details.audience.organisations
            return organisations.isEmpty ? .staff : .audience(organisations)
        }
    }
}
