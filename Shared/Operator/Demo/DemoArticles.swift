/// What the company knows: articles in five languages.
struct DemoArticles {
    private struct Line: Decodable {
        let id: String
        let title: String
        let titles: [String: String]
        let state: String
        let version: Int
    }

    private struct Made: Decodable {
        let id: String
        let version: Int
    }

    private struct New: Encodable {
        let language = "en"
        let title: String
        let symptoms: String
        let keywords: [String]
        let body: String
        let services: [String]
        let audience: Audience

        struct Audience: Encodable {
            let kind: String
        }
    }

    private struct Words: Encodable {
        let title: String
        let symptoms: String
        let keywords: [String]
        let body: String
    }

    private let client: GatewayClient
    private let directory: DemoDirectory

    /// The client's user writes the articles.
    init(_ client: GatewayClient, _ directory: DemoDirectory) {
        self.client = client
        self.directory = directory
    }

    /// How many were added.
    func load() async throws -> Int {
        let known: [Line] = try await client.list("/api/v1/articles")
        let services = try await directory.ids(of: "services")
        var added = 0
        for article in Company.articles {
            if let line = known.first(where: { $0.title == article.title }) {
                guard line.state == "draft" else { continue }
                try await finish(article, line.id, line.version, without: Set(line.titles.keys))
            } else {
                let made = try await draft(article, services)
                try await finish(article, made.id, made.version, without: ["en"])
                added += 1
            }
        }
        return added
    }

    private func draft(_ article: Company.Article, _ services: [String: String]) async throws -> Made {
        guard let text = article.texts["en"] else { throw OperatorError("An article has no English text.") }
        return try await client.post(
            "/api/v1/articles",
            New(
                title: text.title, symptoms: text.symptoms, keywords: text.keywords, body: text.body,
                services: try article.services.map { try DemoDirectory.id($0, in: services) },
                audience: New.Audience(kind: article.audience)))
    }

    /// Adds the translations that are missing, and publishes.
    private func finish(
        _ article: Company.Article, _ id: String, _ version: Int, without known: Set<String>
    ) async throws {
        let path = "/api/v1/articles/\(id)"
        var version = version
        for language in Company.articleLanguages where !known.contains(language) {
            guard let text = article.texts[language] else { continue }
            let words = Words(title: text.title, symptoms: text.symptoms, keywords: text.keywords, body: text.body)
            let made: Made = try await client.put("\(path)/texts/\(language)", words, version: version)
            version = made.version
        }
        if article.isValidated { try await client.post("\(path)/assess", ["confidence": "validated"]) }
        try await client.post("\(path)/publish")
    }
}
