import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// Finding articles, what was looked for in vain, and figures.
struct KnowledgeRoutes: Sendable {
    let database: Database

    func add(to api: inout API) {
        let root = "/api/v1/knowledge"
        api.get(
            "\(root)/search", "Search articles", for: .may(.knowledgeRead), query: Self.searchParameters,
            answers: Found.self,
            search)
        api.post(
            "\(root)/suggest", "Find articles for a report or a record", for: .may(.knowledgeRead),
            accepts: Report.self,
            answers: Suggestions.self, suggest)
        api.get(
            "\(root)/demand", "List what was searched for in vain", for: .may(.knowledgeWrite),
            query: [ArticleRoutes.language, Self.limit], answers: Demand.self, demand)
        api.delete(
            "\(root)/demand", "Forget what was searched for in vain", for: .may(.knowledgeWrite),
            query: [
                QueryParameter("query", .text, "The words as the list has them", isRequired: true),
                QueryParameter("language", .oneOf(Language.self), "The language searched in", isRequired: true),
            ], answers: Nothing.self, forget)
        api.get(
            "\(root)/figures", "Read how knowledge does", for: .may(.knowledgeWrite),
            query: [
                QueryParameter("from", .date, "Since when; thirty days ago if left out"),
                QueryParameter("until", .date, "Until when; now if left out"),
            ], answers: Figures.self, figures)
    }

    private static let limit = QueryParameter("limit", .integer, "How many at most, 1 to 50; 20 if left out")
    private static let searchParameters = [
        QueryParameter("q", .text, "The words, 200 characters at most; the last may be unfinished", isRequired: true),
        QueryParameter(
            "language", .oneOf(Language.self), "The language wanted; the reader's own, or English, if left out"),
        QueryParameter("service", .uuid, "Articles about this business service come first"),
        QueryParameter("typing", .boolean, "Whether the words are still being typed: then nothing is counted"),
        limit,
    ]

    private func search(_ call: Call) async throws -> Answer<Found> {
        let (reader, limit) = (try call.principal, try Self.limit(call))
        let query = call.query.text("q") ?? ""
        guard query.unicodeScalars.count <= 200 else {
            throw ErrorReply.parameter("q", "Search for at most 200 characters.")
        }
        let (wanted, service): (Language?, UUID?) = (call.query.word("language"), call.query.uuid("service"))
        return try await database.transaction { tx in
            let language = try KnowledgeSearch.language(wanted, of: reader, in: tx)
            let search = KnowledgeSearch(reader: reader, language: language, service: service)
            let exact = try search.exact(query, limit: limit, in: tx)
            let known = Set(exact.map(\.article.id))
            let near =
                exact.count < min(3, limit)
                ? try search.near(query, limit: limit, in: tx).filter { !known.contains($0.article.id) } : []
            if exact.isEmpty, near.isEmpty, call.query.boolean("typing") != true {
                try KnowledgeDemand.note(query, language, in: tx)
            }
            let hits = (exact + near).prefix(limit).map { HitView($0, for: reader) }
            return .ok(Found(items: hits, corrected: exact.isEmpty && !near.isEmpty))
        }
    }

    private func suggest(_ call: Call, _ body: Report) async throws -> Answer<Suggestions> {
        let reader = try call.principal
        guard body.text.unicodeScalars.count <= 20_000 else {
            throw Invalid("Shorten this to 20000 characters.", field: "text", code: "too_long")
        }
        let limit = body.limit ?? 5
        guard (1...10).contains(limit) else {
            throw Invalid("Give a number from 1 to 10.", field: "limit", code: "out_of_range")
        }
        let hits = try await database.transaction { tx in
            let language = try KnowledgeSearch.language(body.language, of: reader, in: tx)
            let search = KnowledgeSearch(reader: reader, language: language, service: body.service)
            return try search.suggested(for: body.text, limit: limit, in: tx)
        }
        return .ok(Suggestions(items: hits.map { HitView($0, for: reader) }))
    }

    private func demand(_ call: Call) async throws -> Answer<Demand> {
        let limit = try Self.limit(call)
        let language: Language? = call.query.word("language")
        return .ok(
            Demand(try await database.transaction { try KnowledgeDemand.lines(language, limit: limit, in: $0) }))
    }

    private func forget(_ call: Call) async throws -> Answer<Nothing> {
        let query = call.query.text("query") ?? ""
        let language: Language = call.query.word("language") ?? .english
        try await database.transaction { try KnowledgeDemand.forget(query, language, in: $0) }
        return .done
    }

    private func figures(_ call: Call) async throws -> Answer<Figures> {
        let (from, until) = (call.query.date("from"), call.query.date("until"))
        let figures = try await database.transaction { tx in
            let end = try until ?? tx.now
            return try KnowledgeFigures.read(from: from ?? end.addingTimeInterval(-30 * 86_400), until: end, in: tx)
        }
        return .ok(Figures(figures))
    }

    private static func limit(_ call: Call) throws -> Int {
        let limit = call.query.integer("limit") ?? 20
        guard (1...50).contains(limit) else { throw ErrorReply.parameter("limit", "Give a number from 1 to 50.") }
        return limit
    }
}

extension KnowledgeRoutes {
    /// The best articles first; `corrected` when only near spellings were found.
    struct Found: Codable, Sendable {
        let items: [HitView]
        let corrected: Bool
    }

    /// What somebody is writing; nothing of it is kept.
    struct Report: Codable, Sendable {
        let text: String
        let service: UUID?
        let language: Language?
        let limit: Int?
    }

    struct Suggestions: Codable, Sendable {
        let items: [HitView]
    }

    /// What was searched for in vain, the most wanted first.
    struct Demand: Codable, Sendable {
        struct Item: Codable, Sendable {
            let query: String
            let language: Language
            let count: Int
            let firstAt: Date
            let lastAt: Date
        }

        let items: [Item]

        init(_ lines: [KnowledgeDemand.Line]) {
            items = lines.map {
                Item(
                    query: $0.query, language: $0.language, count: $0.count, firstAt: $0.firstAt, lastAt: $0.lastAt)
            }
        }
    }

    /// Rates are left out where there is nothing to divide by.
    struct Figures: Codable, Sendable {
        let from: Date
        let until: Date
        let resolved: Int
        let linked: Int
        let linkRate: Double?
        let used: Int
        let improved: Int
        let created: Int
        let searchedNone: Int
        /// Uses for each article made from a record.
        let reuse: Double?
        let articles: [String: Int]
        let confidence: [String: Int]
        let helpful: Int
        let unhelpful: Int
        let viewers: Int
        let selfServed: Int
        let deflection: Double?

        init(_ figures: KnowledgeFigures) {
            from = figures.from
            until = figures.until
            resolved = figures.resolved
            linked = figures.linked
            linkRate = Self.rate(linked, of: resolved)
            used = figures.uses[.used, default: 0]
            improved = figures.uses[.improved, default: 0]
            created = figures.uses[.created, default: 0]
            searchedNone = figures.uses[.searchedNone, default: 0]
            reuse = Self.rate(used + improved, of: created)
            articles = Self.words(figures.articles)
            confidence = Self.words(figures.confidence)
            helpful = figures.helpful
            unhelpful = figures.unhelpful
            viewers = figures.viewers
            selfServed = figures.selfServed
            deflection = Self.rate(selfServed, of: viewers)
        }

        private static func rate(_ part: Int, of whole: Int) -> Double? {
            whole == 0 ? nil : (Double(part) / Double(whole) * 10_000).rounded() / 10_000
        }

        private static func words<Word: RawRepresentable<String> & CaseIterable>(_ counts: [Word: Int]) -> [String: Int]
        {
            Dictionary(uniqueKeysWithValues: Word.allCases.map { ($0.rawValue, counts[$0, default: 0]) })
        }
    }
}
