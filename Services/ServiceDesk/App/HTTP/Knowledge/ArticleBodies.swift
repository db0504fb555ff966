import DeskDomain
import Foundation
import Messaging
import Records

/// What `POST /api/v1/articles` takes.
struct NewArticle: Codable, Sendable {
    let language: Language
    let title: String
    let symptoms: String?
    let keywords: [String]?
    let body: String
    let services: [UUID]?
    let audience: AudienceBody?
    /// Whoever writes it, unless said.
    let owner: UUID?
    let reviewAt: Date?
}

/// What `PUT /api/v1/articles/{id}/texts/{language}` takes.
struct ArticleWords: Codable, Sendable {
    let title: String
    let symptoms: String?
    let keywords: [String]?
    let body: String
    /// The version of the source text it was translated from; the newest, unless said.
    let basedOn: Int?

    var content: ArticleContent {
        get throws(Invalid) {
            try ArticleContent(title: title, symptoms: symptoms, keywords: keywords ?? [], body: body)
        }
    }
}

/// What `PATCH /api/v1/articles/{id}` takes: what is left out stays, null clears.
struct ArticleRevision: Decodable, Sendable {
    let services: [UUID]?
    let audience: AudienceBody?
    let owner: UUID?
    let reviewAt: Clearable<Date>

    private enum CodingKeys: String, CodingKey { case services, audience, owner, reviewAt }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        services = try fields.decodeIfPresent([UUID].self, forKey: .services)
        audience = try fields.decodeIfPresent(AudienceBody.self, forKey: .audience)
        owner = try fields.decodeIfPresent(UUID.self, forKey: .owner)
        reviewAt = try Clearable(fields, .reviewAt)
    }

    func revising(_ details: Article.Details) throws(Invalid) -> Article.Details {
        try Article.Details(
            services: services ?? details.services, audience: try audience?.checked ?? details.audience,
            owner: owner ?? details.owner, reviewAt: reviewAt.replacing(details.reviewAt))
    }
}

extension AudienceBody {
    var checked: Audience {
        get throws(Invalid) { try Audience(kind: kind, organisations: organisations ?? []) }
    }
}

struct ReviewDateBody: Codable, Sendable {
    let reviewAt: Date?
}

struct FlagBody: Codable, Sendable {
    let comment: String
}

struct OutdateBody: Codable, Sendable {
    let comment: String?
}

struct AssessBody: Codable, Sendable {
    let confidence: Article.Confidence
}

/// A reader's vote; its comment is for staff.
struct VoteBody: Codable, Sendable {
    let helpful: Bool
    let comment: String?
}

/// What readers say, and what this one said.
struct VotesView: Codable, Sendable {
    let helpful: Int
    let unhelpful: Int
    let myVote: VoteBody?

    init(_ count: ArticleVotes.Count, _ mine: ArticleVotes.Vote?) {
        helpful = count.helpful
        unhelpful = count.unhelpful
        myVote = mine.map { VoteBody(helpful: $0.helpful, comment: $0.comment) }
    }
}

struct VoteList: Codable, Sendable {
    struct Item: Codable, Sendable {
        let person: UUID
        let helpful: Bool
        let comment: String?
        let at: Date
    }

    let items: [Item]

    init(_ votes: [ArticleVotes.Vote]) {
        items = votes.map { Item(person: $0.person, helpful: $0.helpful, comment: $0.comment, at: $0.at) }
    }
}

/// What `POST /api/v1/articles/{id}/uses` takes.
struct NewUse: Codable, Sendable {
    enum Kind: String, Codable, CaseIterable, Sendable { case used, improved }

    let record: RecordReference
    let kind: Kind
}

/// What `POST /api/v1/knowledge/searched-none` takes; a query counts as demand.
struct SearchedNone: Codable, Sendable {
    let record: RecordReference
    let query: String?
    let language: Language?
}

/// What an article did for a record; without an article somebody looked and found none.
struct UseView: Codable, Sendable {
    struct Served: Codable, Sendable {
        let id: UUID
        let number: String
        let title: String
        let state: Article.State
        let confidence: Article.Confidence
    }

    let record: RecordReference
    let kind: ArticleUse
    let person: UUID
    let at: Date
    let article: Served?

    init(_ use: ArticleUses.Use) {
        record = use.record
        kind = use.kind
        person = use.person
        at = use.at
        article = use.article.map { kept in
            let article = kept.record
            return Served(
                id: article.id, number: article.number, title: article.title, state: article.state,
                confidence: article.confidence)
        }
    }
}

struct UseList: Codable, Sendable {
    let items: [UseView]

    init(_ uses: [ArticleUses.Use]) {
        items = uses.map { UseView($0) }
    }
}

/// What `POST /api/v1/articles/from-record` takes.
struct NewArticleFromRecord: Codable, Sendable {
    let record: RecordReference
    let language: Language
    /// What helped: the body of the article.
    let resolution: String
    let title: String?
    let symptoms: String?
    let keywords: [String]?
    let services: [UUID]?
}

/// The draft, and the articles that may say the same already.
struct ArticleFromRecord: Codable, Sendable {
    let article: ArticleView
    let similar: [HitView]
}
