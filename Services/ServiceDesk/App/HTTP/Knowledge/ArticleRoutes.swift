import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// Articles: readers read what is for them, staff all; agents write.
struct ArticleRoutes: Sendable {
    static let root = "/api/v1/articles"

    let database: Database
    let articles: KeepArticles

    func add(to api: inout API) {
        let (root, one) = (Self.root, Self.root + "/{id}")
        api.list(root, "List articles", for: .may(.knowledgeRead), by: ArticleLists.listing, of: ArticleLine.self) {
            call, wanted in
            let reader = try call.principal
            return try await database.transaction { try ArticleLists.page(wanted, for: reader, in: $0) }
        }
        api.post(
            root, "Draft an article", for: .may(.knowledgeWrite), accepts: NewArticle.self, answers: ArticleView.self,
            draft)
        api.post(
            "\(root)/from-record", "Draft an article from what solved a record", for: .may(.knowledgeWrite),
            accepts: NewArticleFromRecord.self, answers: ArticleFromRecord.self, draftFromRecord)
        api.get(
            one, "Read an article", for: .may(.knowledgeRead), query: [Self.language], answers: ArticleView.self, read)
        api.patch(
            one, "Revise what an article is about and for whom", for: .may(.knowledgeWrite),
            accepts: ArticleRevision.self,
            answers: ArticleView.self, revise)
        addCommands(to: &api, at: one)
        api.history(of: Article.self, at: one, for: .may(.knowledgeWrite), in: database)
    }

    static let language = QueryParameter(
        "language", .oneOf(Language.self),
        "The language wanted, or else the reader's own; the source language where there is no text in it")

    private func addCommands(to api: inout API, at one: String) {
        addPublishing(to: &api, at: one)
        addDoubts(to: &api, at: one)
        addArchive(to: &api, at: one)
    }

    private func addPublishing(to api: inout API, at one: String) {
        api.post(
            "\(one)/publish", "Publish an article", for: .may(.knowledgeWrite), accepts: ReviewDateBody.self,
            answers: ArticleView.self
        ) { call, body in
            if articles.settings.needsManager { try requireManager(call) }
            return try await perform("publish", call) {
                .publish(reviewAt: try articles.reviewDate(body.reviewAt, in: $0))
            }
        }
        api.post(
            "\(one)/review", "Say that an article is still true", for: .may(.knowledgeWrite),
            accepts: ReviewDateBody.self,
            answers: ArticleView.self
        ) { call, body in
            try await perform("review", call) { .review(until: try articles.reviewDate(body.reviewAt, in: $0)) }
        }
    }

    /// How far it is believed.
    private func addDoubts(to api: inout API, at one: String) {
        api.post(
            "\(one)/flag", "Say what is wrong with an article", for: .may(.knowledgeWrite), accepts: FlagBody.self,
            answers: ArticleView.self
        ) { call, body in
            let person = try call.principal.id
            return try await perform("flag", call) {
                .flag(try Article.Flag(comment: body.comment, by: person, at: $0.now))
            }
        }
        api.post(
            "\(one)/outdate", "Take an article out of sight because it is out of date", for: .may(.knowledgeWrite),
            accepts: OutdateBody.self, answers: ArticleView.self
        ) { call, body in
            let comment = try Wording.paragraphs(body.comment, field: "comment", atMost: 2_000)
            return try await perform("outdate", call) { _ in .outdate(comment: comment) }
        }
        api.post(
            "\(one)/assess", "Say how far an article may be trusted", for: .may(.knowledgeWrite),
            accepts: AssessBody.self,
            answers: ArticleView.self
        ) { call, body in try await perform("assess", call) { _ in .assess(body.confidence) } }
    }

    private func addArchive(to api: inout API, at one: String) {
        api.post("\(one)/archive", "Archive an article", for: .may(.knowledgeWrite), answers: ArticleView.self) {
            call in
            try await perform("archive", call) { _ in .archive }
        }
        api.post(
            "\(one)/restore", "Make an archived article a draft again", for: .may(.knowledgeWrite),
            answers: ArticleView.self
        ) {
            call in try await perform("restore", call) { _ in .restore }
        }
    }

    private func requireManager(_ call: Call) throws {
        let reader = try call.principal
        guard reader.may(.knowledgePublish) else {
            throw ErrorReply(.forbidden, "manager_needed", "Here a manager publishes articles.")
        }
    }

    private func draft(_ call: Call, _ body: NewArticle) async throws -> Answer<ArticleView> {
        let reader = try call.principal
        let provenance = try call.provenance("draft")
        let draft = KeepArticles.Draft(
            language: body.language,
            content: try ArticleContent(
                title: body.title, symptoms: body.symptoms, keywords: body.keywords ?? [], body: body.body),
            details: try Article.Details(
                services: body.services ?? [], audience: try body.audience?.checked ?? .internal,
                owner: body.owner ?? reader.id, reviewAt: body.reviewAt), origin: nil)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                if let date = body.reviewAt { _ = try articles.reviewDate(date, in: tx) }
                let kept = try articles.draft(draft, author: reader.id, by: provenance, in: tx)
                let view = try Self.view(of: kept, in: nil, for: reader, in: tx)
                return .created(view, version: kept.version, at: Self.address(of: kept))
            }
        }
    }

    private func draftFromRecord(_ call: Call, _ body: NewArticleFromRecord) async throws -> Answer<ArticleFromRecord> {
        let reader = try call.principal
        let provenance = try call.provenance("draft-from-record", reason: body.record.description)
        let wanted = DraftFromRecord.Resolution(
            record: body.record, language: body.language, resolution: body.resolution, title: body.title,
            symptoms: body.symptoms, keywords: body.keywords ?? [], services: body.services)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let made = try DraftFromRecord(articles: articles).draft(wanted, by: reader, provenance, in: tx)
                let view = try Self.view(of: made.article, in: nil, for: reader, in: tx)
                return .created(
                    ArticleFromRecord(article: view, similar: made.similar.map { HitView($0, for: reader) }),
                    version: made.article.version, at: Self.address(of: made.article))
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<ArticleView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let wanted: Language? = call.query.word("language")
        return try await database.transaction { tx in
            let kept = try ArticleSight.find(id, for: reader, in: tx)
            let language = try wanted ?? PersonStore().read(reader.id, in: tx)?.record.details.language
            if !reader.isStaff { try ArticleVotes.noteReading(of: id, by: reader.id, in: tx) }
            return .ok(try Self.view(of: kept, in: language, for: reader, in: tx), version: kept.version)
        }
    }

    private func revise(_ call: Call, _ revision: ArticleRevision) async throws -> Answer<ArticleView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let (version, provenance) = (try call.requiredVersion, try call.provenance("revise"))
        return try await database.transaction { tx in
            if case .set(let date) = revision.reviewAt { _ = try articles.reviewDate(date, in: tx) }
            let kept = try articles.revise(id, expecting: version, by: provenance, in: tx) {
                try revision.revising($0)
            }
            return .ok(try Self.view(of: kept, in: nil, for: reader, in: tx), version: kept.version)
        }
    }

    private func perform(
        _ word: String, _ call: Call, _ command: @escaping @Sendable (Transaction) throws -> Article.Command
    ) async throws -> Answer<ArticleView> {
        let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try articles.perform(
                    try command(tx), on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(try Self.view(of: kept, in: nil, for: reader, in: tx), version: kept.version)
            }
        }
    }
}

extension ArticleRoutes {
    static func address(of kept: Kept<Article>) -> String { "\(root)/\(kept.record.id.uuidString.lowercased())" }

    /// The article with its text in this language, or in its source language.
    static func view(
        of kept: Kept<Article>, in language: Language?, for reader: Principal, in tx: Transaction
    ) throws -> ArticleView {
        let article = kept.record
        guard let text = language.flatMap({ article.text(in: $0) }) ?? article.text(in: article.source) else {
            throw NotFound(Article.kind, article.number)
        }
        let words = try ArticleTexts.version(text.version, in: text.language, of: article.id, in: tx)
        let votes = VotesView(
            try ArticleVotes.count(on: article.id, in: tx),
            try ArticleVotes.vote(of: reader.id, on: article.id, in: tx))
        return ArticleView(kept, words, of: text, votes, for: reader)
    }
}
