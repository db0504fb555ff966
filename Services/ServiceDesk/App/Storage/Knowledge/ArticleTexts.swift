import Crypto
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// The words of articles: every version as it was written, and the newest of each language as it is searched.
enum ArticleTexts {
    /// One version with its words.
    struct Version: Sendable {
        let version: Int
        let author: UUID
        let at: Date
        let basedOn: Int?
        let restoredFrom: Int?
        let content: ArticleContent
    }

    static func digest(_ content: ArticleContent) throws -> String {
        let bytes = Data(try RecordColumn.encode(content).text.utf8)
        return SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    /// Keeps the words of a version that an article has just got.
    static func write(_ content: ArticleContent, as text: Article.Text, of article: UUID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO article_version
                (article, language, version, author, written_at, based_on, restored_from, content)
            VALUES (
                \(article), \(text.language), \(text.version), \(text.author), \(try tx.now), \(text.basedOn),
                \(text.restoredFrom), \(try RecordColumn.encode(content))
            )
            """)
        try index(content, text.language, of: article, in: tx)
    }

    private static func index(
        _ content: ArticleContent, _ language: Language, of article: UUID, in tx: Transaction
    ) throws {
        let title = SearchWords.text(content.title)
        let keywords = content.keywords.map { SearchWords.text($0) }.joined(separator: " ")
        let symptoms = SearchWords.text(content.symptoms ?? "")
        let configuration: SQL = "\(language.textSearch)::regconfig"
        let head: SQL = """
            setweight(to_tsvector(\(configuration), \(title)), 'A')
            || setweight(to_tsvector('simple', \(title + " " + keywords)), 'B')
            || setweight(to_tsvector(\(configuration), \(keywords)), 'B')
            || setweight(to_tsvector(\(configuration), \(symptoms)), 'C')
            """
        try tx.execute(
            """
            INSERT INTO article_text (article, language, title, body, terms, head, words)
            SELECT \(article), \(language), \(content.title), \(content.body), \(title + " " + keywords), h.head,
                h.head || setweight(to_tsvector(\(configuration), \(SearchWords.text(content.body))), 'D')
            FROM (SELECT \(head) AS head) AS h
            ON CONFLICT (article, language) DO UPDATE SET
                title = excluded.title, body = excluded.body, terms = excluded.terms, head = excluded.head,
                words = excluded.words
            """)
    }

    static func version(
        _ number: Int, in language: Language, of article: UUID, in tx: Transaction
    ) throws -> Version {
        let found = try tx.first(
            """
            SELECT version, author, written_at, based_on, restored_from, content FROM article_version
            WHERE article = \(article) AND language = \(language) AND version = \(number)
            """, version)
        guard let found else { throw NotFound("version", "\(language.rawValue)/\(number)") }
        return found
    }

    /// Whether these words ever stood there.
    static func has(
        _ content: ArticleContent, in language: Language, of article: UUID, in tx: Transaction
    ) throws -> Bool {
        try tx.first(
            """
            SELECT 1 AS one FROM article_version
            WHERE article = \(article) AND language = \(language) AND content = \(try RecordColumn.encode(content))
            """
        ) { _ in true } ?? false
    }

    /// All versions in a language, the newest first.
    static func versions(in language: Language, of article: UUID, in tx: Transaction) throws -> [Version] {
        try tx.query(
            """
            SELECT version, author, written_at, based_on, restored_from,
                content || '{"body": "-"}' AS content
            FROM article_version WHERE article = \(article) AND language = \(language)
            ORDER BY version DESC
            """, version)
    }

    private static func version(_ row: Row) throws -> Version {
        Version(
            version: try row.value("version"), author: try row.value("author"), at: try row.value("written_at"),
            basedOn: try row.value("based_on"), restoredFrom: try row.value("restored_from"),
            content: try RecordColumn.decode(ArticleContent.self, row.value("content")))
    }
}

extension Language {
    /// The name of PostgreSQL's text search configuration.
    var textSearch: String {
        switch self {
        case .english: "english"
        case .german: "german"
        case .swedish: "swedish"
        case .norwegian: "norwegian"
        case .russian: "russian"
        }
    }
}
