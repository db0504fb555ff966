import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The texts of articles, language by language and version by version.
struct ArticleTextRoutes: Sendable {
    let database: Database
    let articles: KeepArticles

    func add(to api: inout API) {
        let text = ArticleRoutes.root + "/{id}/texts/{language}"
        api.put(
            text, "Write the text of an article in a language", for: .may(.knowledgeWrite), accepts: ArticleWords.self,
            answers: ArticleView.self, write)
        api.get(
            "\(text)/versions", "List the versions of a text", for: .may(.knowledgeWrite), answers: VersionList.self,
            versions)
        api.get(
            "\(text)/versions/{number}", "Read a version of a text", for: .may(.knowledgeWrite),
            answers: VersionView.self, version)
        api.get(
            "\(text)/diff", "Compare two versions of a text", for: .may(.knowledgeWrite),
            query: [
                QueryParameter("from", .integer, "The older version", isRequired: true),
                QueryParameter("to", .integer, "The newer version", isRequired: true),
            ], answers: DiffView.self, diff)
        api.post(
            "\(text)/versions/{number}/restore", "Make an older version the newest", for: .may(.knowledgeWrite),
            answers: ArticleView.self, restore)
    }

    private func write(_ call: Call, _ body: ArticleWords) async throws -> Answer<ArticleView> {
        let (id, reader, language) = (try call.uuid("id"), try call.principal, try Self.language(call))
        let (version, provenance) = (try call.requiredVersion, try call.provenance("write"))
        let content = try body.content
        return try await database.transaction { tx in
            let kept = try articles.write(
                content, in: language, of: id, author: reader.id, basedOn: body.basedOn, expecting: version,
                by: provenance, in: tx)
            return .ok(try ArticleRoutes.view(of: kept, in: language, for: reader, in: tx), version: kept.version)
        }
    }

    private func versions(_ call: Call) async throws -> Answer<VersionList> {
        let (id, reader, language) = (try call.uuid("id"), try call.principal, try Self.language(call))
        return try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            return .ok(VersionList(try ArticleTexts.versions(in: language, of: id, in: tx)))
        }
    }

    private func version(_ call: Call) async throws -> Answer<VersionView> {
        let (id, reader, language) = (try call.uuid("id"), try call.principal, try Self.language(call))
        let number = try Self.number(call)
        return try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            return .ok(VersionView(try ArticleTexts.version(number, in: language, of: id, in: tx)))
        }
    }

    private func diff(_ call: Call) async throws -> Answer<DiffView> {
        let (id, reader, language) = (try call.uuid("id"), try call.principal, try Self.language(call))
        let (from, to) = (call.query.integer("from") ?? 0, call.query.integer("to") ?? 0)
        let (old, new) = try await database.transaction { tx in
            _ = try ArticleSight.find(id, for: reader, in: tx)
            return (
                try ArticleTexts.version(from, in: language, of: id, in: tx),
                try ArticleTexts.version(to, in: language, of: id, in: tx)
            )
        }
        return .ok(DiffView(from: old, to: new))
    }

    private func restore(_ call: Call) async throws -> Answer<ArticleView> {
        let (id, reader, language) = (try call.uuid("id"), try call.principal, try Self.language(call))
        let (number, provenance) = (try Self.number(call), try call.provenance("restore-version"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try articles.restore(
                    number, in: language, of: id, author: reader.id, expecting: call.expectedVersion, by: provenance,
                    in: tx)
                return .ok(try ArticleRoutes.view(of: kept, in: language, for: reader, in: tx), version: kept.version)
            }
        }
    }

    private static func language(_ call: Call) throws -> Language {
        let word = try call.path("language")
        guard let language = Language(rawValue: word) else { throw NotFound("language", String(word.prefix(20))) }
        return language
    }

    private static func number(_ call: Call) throws -> Int {
        let text = try call.path("number")
        guard let number = Int32(text) else { throw NotFound("version", String(text.prefix(20))) }
        return Int(number)
    }
}

/// One version of a text; lists leave its words out.
struct VersionView: Codable, Sendable {
    let version: Int
    let title: String
    let symptoms: String?
    let keywords: [String]
    let body: String
    let author: UUID
    let at: Date
    let basedOn: Int?
    let restoredFrom: Int?

    init(_ version: ArticleTexts.Version) {
        self.version = version.version
        title = version.content.title
        symptoms = version.content.symptoms
        keywords = version.content.keywords
        body = version.content.body
        author = version.author
        at = version.at
        basedOn = version.basedOn
        restoredFrom = version.restoredFrom
    }
}

/// The versions of a text, the newest first.
struct VersionList: Codable, Sendable {
    struct Item: Codable, Sendable {
        let version: Int
        let title: String
        let author: UUID
        let at: Date
        let basedOn: Int?
        let restoredFrom: Int?
    }

    let items: [Item]

    init(_ versions: [ArticleTexts.Version]) {
        items = versions.map {
            Item(
                version: $0.version, title: $0.content.title, author: $0.author, at: $0.at, basedOn: $0.basedOn,
                restoredFrom: $0.restoredFrom)
        }
    }
}

/// What changed from one version to another, line by line.
struct DiffView: Codable, Sendable {
    let from: Int
    let to: Int
    let title: [LineDiff.Line]
    let keywords: [LineDiff.Line]
    let symptoms: [LineDiff.Line]
    let body: [LineDiff.Line]

    init(from old: ArticleTexts.Version, to new: ArticleTexts.Version) {
        let (before, after) = (old.content, new.content)
        from = old.version
        to = new.version
        title = LineDiff.lines(from: before.title, to: after.title)
        keywords = LineDiff.lines(
            from: before.keywords.joined(separator: "\n"), to: after.keywords.joined(separator: "\n"))
        symptoms = LineDiff.lines(from: before.symptoms ?? "", to: after.symptoms ?? "")
        body = LineDiff.lines(from: before.body, to: after.body)
    }
}
