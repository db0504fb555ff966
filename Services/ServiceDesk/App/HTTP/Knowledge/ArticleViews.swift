import Chassis
import DeskDomain
import Foundation
import Messaging

/// An article as the API shows it, with its text in one language; who stands behind it is for staff.
struct ArticleView: Codable, Sendable {
    struct Heading: Codable, Sendable {
        let language: Language
        let version: Int
        let title: String
        /// Whether it was made from an older version of the source text.
        let outdated: Bool
    }

    struct Words: Codable, Sendable {
        let language: Language
        let version: Int
        let title: String
        let symptoms: String?
        let keywords: [String]
        /// A subset of Markdown, to be shown as text wherever it is not understood.
        let body: String
        let outdated: Bool
        let basedOn: Int?
        let author: UUID?
        let at: Date
    }

    let id: UUID
    let number: String
    let state: Article.State
    let confidence: Article.Confidence
    let source: Language
    let services: [UUID]
    let audience: AudienceBody
    let languages: [Heading]
    let text: Words
    let helpful: Int
    let unhelpful: Int
    let myVote: VoteBody?
    let recordedAt: Date
    let changedAt: Date
    let publishedAt: Date?
    let owner: UUID?
    let reviewAt: Date?
    let flag: Article.Flag?
    let origin: RecordReference?
    let version: Int

    init(
        _ kept: Kept<Article>, _ words: ArticleTexts.Version, of text: Article.Text, _ votes: VotesView,
        for reader: Principal
    ) {
        let article = kept.record
        id = article.id
        number = article.number
        state = article.state(for: reader)
        confidence = article.confidence
        source = article.source
        services = article.details.services
        audience = AudienceBody(article.details.audience, for: reader)
        languages = article.texts.map {
            Heading(language: $0.language, version: $0.version, title: $0.title, outdated: article.isOutdated($0))
        }
        self.text = Words(
            language: text.language, version: text.version, title: words.content.title,
            symptoms: words.content.symptoms, keywords: words.content.keywords, body: words.content.body,
            outdated: article.isOutdated(text), basedOn: text.basedOn, author: reader.isStaff ? text.author : nil,
            at: words.at)
        helpful = votes.helpful
        unhelpful = votes.unhelpful
        myVote = votes.myVote
        recordedAt = article.recordedAt
        changedAt = article.changedAt
        publishedAt = article.publishedAt
        owner = reader.isStaff ? article.details.owner : nil
        reviewAt = reader.isStaff ? article.details.reviewAt : nil
        flag = reader.isStaff ? article.flag : nil
        origin = reader.isStaff ? article.origin : nil
        version = kept.version
    }
}

/// An article as lists show it.
struct ArticleLine: Codable, Sendable {
    let id: UUID
    let number: String
    let state: Article.State
    let confidence: Article.Confidence
    let source: Language
    /// In the source language.
    let title: String
    /// By language.
    let titles: [String: String]
    let services: [UUID]
    let audience: AudienceBody
    let owner: UUID?
    let reviewAt: Date?
    let helpful: Int
    let unhelpful: Int
    let changedAt: Date
    let version: Int

    init(_ kept: Kept<Article>, votes: ArticleVotes.Count, for reader: Principal) {
        let article = kept.record
        id = article.id
        number = article.number
        state = article.state(for: reader)
        confidence = article.confidence
        source = article.source
        title = article.title
        titles = Dictionary(uniqueKeysWithValues: article.texts.map { ($0.language.rawValue, $0.title) })
        services = article.details.services
        audience = AudienceBody(article.details.audience, for: reader)
        owner = reader.isStaff ? article.details.owner : nil
        reviewAt = reader.isStaff ? article.details.reviewAt : nil
        helpful = votes.helpful
        unhelpful = votes.unhelpful
        changedAt = article.changedAt
        version = kept.version
    }
}

/// One article found.
struct HitView: Codable, Sendable {
    let id: UUID
    let number: String
    /// The language of title and excerpt.
    let language: Language
    let title: String
    let excerpt: String
    let state: Article.State
    let confidence: Article.Confidence
    let services: [UUID]
    /// Higher is better; means nothing beyond one answer.
    let rank: Double

    init(_ hit: KnowledgeSearch.Hit, for reader: Principal) {
        let article = hit.article
        id = article.id
        number = article.number
        language = hit.language
        title = article.text(in: hit.language)?.title ?? article.title
        excerpt = hit.excerpt
        state = article.state(for: reader)
        confidence = article.confidence
        services = article.details.services
        rank = hit.rank
    }
}

extension Article {
    /// That somebody doubts an article is for staff to know until it is decided.
    fileprivate func state(for reader: Principal) -> State { reader.isStaff || state != .flagged ? state : .published }
}

/// Whom an article is for; other organisations' names are not for requesters.
struct AudienceBody: Codable, Sendable {
    let kind: Audience.Kind
    let organisations: [UUID]?

    init(_ audience: Audience, for reader: Principal) {
        kind = audience.kind
        organisations =
            reader.isStaff ? audience.organisations : audience.organisations.filter { $0 == reader.organisation }
    }
}
