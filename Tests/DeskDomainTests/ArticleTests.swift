import DeskDomain
import Foundation
import Records
import TestSupport
import Testing

@Suite struct ArticleTests {
    private static let author = UUID()
    private static let policy = ReviewPolicy(notice: 14 * 86_400, archiveAfter: 90 * 86_400)

    @Test(arguments: Article.State.allCases) func `an article moves as the table says`(state: Article.State) throws {
        let overdue = noon.addingTimeInterval(-1)
        let article = try anArticle(state, reviewAt: overdue)
        let table = try LifecycleTable(readme: "Services/ServiceDesk/README.md", under: "Article")
        for (name, command) in try commands(on: article) {
            let facts = try? article.deciding(command, at: noon)
            let reached = facts.map { $0.reduce(article) { $0.applying($1, at: noon) }.state.rawValue }
            #expect(reached == table.next[.init(state: state.rawValue, command: name)], "\(state) × \(name)")
        }
    }

    private func commands(on article: Article) throws -> [(String, Article.Command)] {
        let details = try Article.Details(services: [UUID()], audience: .internal, owner: UUID(), reviewAt: nil)
        let later = noon.addingTimeInterval(86_400)
        return [
            ("write", .write(writing(.english, "b"))), ("revise", .revise(details)), ("assess", .assess(.validated)),
            ("publish", .publish(reviewAt: later)), ("review", .review(until: later)),
            ("flag", .flag(try .init(comment: "It is wrong.", by: UUID(), at: noon))),
            ("outdate", .outdate(comment: nil)), ("archive", .archive), ("restore", .restore), ("doubt", .doubt(doubt)),
            ("review-due", .reviewDue(Self.policy)),
        ]
    }

    @Test func `the same words again are no new version`() throws {
        let article = try anArticle(.draft)
        #expect(try article.deciding(.write(writing(.english, "a")), at: noon).isEmpty)
        let german = try after(.write(writing(.german, "x")), article)
        #expect(try german.deciding(.write(writing(.german, "x")), at: noon).isEmpty)
    }

    @Test func `a translation is outdated once its source has a newer version`() throws {
        var article = try after(.write(writing(.german, "x")), try anArticle(.draft))
        #expect(article.texts.map(\.language) == [.english, .german])
        #expect(article.texts.allSatisfy { !article.isOutdated($0) })
        article = try after(.write(writing(.english, "b")), article)
        #expect(article.text(in: .english)?.version == 2)
        #expect(article.texts.map { article.isOutdated($0) } == [false, true])
        article = try after(.write(writing(.german, "y")), article)
        #expect(article.text(in: .german)?.basedOn == 2 && article.text(in: .german)?.version == 2)
        #expect(throws: Rejection.self) {
            try article.deciding(.write(writing(.german, "z", basedOn: 3)), at: noon)
        }
    }

    @Test func `publishing says that it is at least known to work`() throws {
        let published = try after(.publish(reviewAt: noon), try anArticle(.draft))
        #expect(published.confidence == .notValidated && published.publishedAt == noon)
        #expect(published.details.reviewAt == noon)
    }

    @Test func `a reopened incident costs one step of confidence, and at the bottom a flag`() throws {
        var article = try after(.assess(.validated), try anArticle(.published))
        let lost = try article.deciding(.doubt(doubt), at: noon)
        #expect(Article.explanation(of: try #require(lost.first))?.inputs["record"] == "INC0000007")
        article = try after(.doubt(doubt), article)
        #expect(article.confidence == .notValidated && article.state == .published)
        article = try after(.doubt(doubt), article)
        #expect(article.confidence == .workInProgress && article.state == .published)
        article = try after(.doubt(doubt), article)
        #expect(article.state == .flagged && article.flag?.by == nil)
        #expect(try article.deciding(.doubt(doubt), at: noon).isEmpty)
    }

    @Test func `the clock reminds, then takes out of sight, then archives`() throws {
        let reviewAt = noon.addingTimeInterval(30 * 86_400)
        var article = try anArticle(.published, reviewAt: reviewAt)
        #expect(article.nextReviewStep(Self.policy) == noon.addingTimeInterval(16 * 86_400))
        #expect(try article.deciding(.reviewDue(Self.policy), at: noon).isEmpty)
        article = try after(.reviewDue(Self.policy), article, at: noon.addingTimeInterval(16 * 86_400))
        #expect(article.remindedOf == reviewAt && article.state == .published)
        #expect(article.nextReviewStep(Self.policy) == reviewAt)
        #expect(try article.deciding(.reviewDue(Self.policy), at: noon.addingTimeInterval(17 * 86_400)).isEmpty)
        article = try after(.reviewDue(Self.policy), article, at: reviewAt)
        #expect(article.state == .outdated)
        let end = reviewAt.addingTimeInterval(90 * 86_400)
        #expect(article.nextReviewStep(Self.policy) == end)
        article = try after(.reviewDue(Self.policy), article, at: end)
        #expect(article.state == .archived && article.nextReviewStep(Self.policy) == nil)
    }

    @Test func `what is stored is read back the same`() throws {
        for state in Article.State.allCases {
            let article = try anArticle(state)
            #expect(try JSONDecoder().decode(Article.self, from: JSONEncoder().encode(article)) == article)
        }
    }

    @Test func `limits name their field`() throws {
        expectInvalid("title", "too_long") { () throws(Invalid) in
            _ = try content(title: String(repeating: "a", count: 201))
        }
        expectInvalid("title", "control_character") { () throws(Invalid) in _ = try content(title: "a\u{202E}b") }
        expectInvalid("body", "empty") { () throws(Invalid) in _ = try content(body: " \n ") }
        expectInvalid("body", "too_long") { () throws(Invalid) in
            _ = try content(body: String(repeating: "a", count: 100_001))
        }
        expectInvalid("keywords", "too_many") { () throws(Invalid) in
            _ = try content(keywords: (0...30).map { "k\($0)" })
        }
        expectInvalid("keywords", "too_long") { () throws(Invalid) in
            _ = try content(keywords: [String(repeating: "a", count: 61)])
        }
        expectInvalid("services", "too_many") { () throws(Invalid) in
            _ = try Article.Details(
                services: (0...20).map { _ in UUID() }, audience: .internal, owner: UUID(), reviewAt: nil)
        }
        expectInvalid("audience.organisations", "not_customer") { () throws(Invalid) in
            _ = try Audience(kind: .public, organisations: [UUID()])
        }
        #expect(try content(keywords: ["vpn", "vpn "]).keywords == ["vpn"])
    }

    private func content(
        title: String = "T", body: String = "B", keywords: [String] = []
    ) throws(Invalid) -> ArticleContent {
        try ArticleContent(title: title, symptoms: nil, keywords: keywords, body: body)
    }

    private func expectInvalid(_ field: String, _ code: String, _ act: () throws(Invalid) -> Void) {
        do {
            try act()
            Issue.record("\(field) should be refused as \(code)")
        } catch {
            #expect(error.field == field && error.code == code, "\(error)")
        }
    }

    private var doubt: Doubt {
        Doubt(record: RecordReference(kind: .incident, id: UUID()), number: "INC0000007", reopenCount: 1)
    }

    private func writing(_ language: Language, _ digest: String, basedOn: Int? = nil) -> Article.Writing {
        Article.Writing(language: language, title: "VPN", author: Self.author, basedOn: basedOn, digest: digest)
    }

    private func after(_ command: Article.Command, _ article: Article, at instant: Date = noon) throws -> Article {
        try article.deciding(command, at: instant).reduce(article) { $0.applying($1, at: instant) }
    }

    private func anArticle(_ state: Article.State, reviewAt: Date? = nil) throws -> Article {
        let details = try Article.Details(services: [], audience: .internal, owner: Self.author, reviewAt: reviewAt)
        let drafted = Article.Fact.drafted(
            number: "KB0000001", text: Article.Text(first: writing(.english, "a")), details: details, origin: nil)
        let published = Article.Fact.published(reviewAt: reviewAt ?? noon.addingTimeInterval(86_400))
        let flag = try Article.Flag(comment: "Wrong", by: UUID(), at: noon)
        let facts: [Article.Fact] =
            switch state {
            case .draft: []
            case .published: [published]
            case .flagged: [published, .flagged(flag: flag)]
            case .outdated: [published, .outdated(comment: nil)]
            case .archived: [.archived]
            }
        return try folded(UUID(), [drafted] + facts)
    }
}
