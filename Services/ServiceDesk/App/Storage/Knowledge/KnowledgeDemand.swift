import DeskDomain
import Foundation
import Postgres

/// What was searched for in vain: the words and how often, never by whom.
enum KnowledgeDemand {
    struct Line: Sendable {
        let query: String
        let language: Language
        let count: Int
        let firstAt: Date
        let lastAt: Date
    }

    /// So many different searches are kept; beyond them only those that are known are counted.
    private static let most = 10_000

    static func note(_ query: String, _ language: Language, in tx: Transaction) throws {
        guard let words = SearchWords.countable(query) else { return }
        let known = try tx.execute(
            """
            UPDATE article_demand SET count = count + 1, last_at = dienst_now()
            WHERE query = \(words) AND language = \(language)
            """)
        guard known == 0 else { return }
        try tx.execute(
            """
            INSERT INTO article_demand (query, language, count, first_at, last_at)
            SELECT \(words), \(language), 1, dienst_now(), dienst_now()
            WHERE (SELECT count(*) FROM article_demand) < \(most)
            ON CONFLICT (query, language) DO UPDATE SET
                count = article_demand.count + 1, last_at = excluded.last_at
            """)
    }

    /// The most wanted first.
    static func lines(_ language: Language?, limit: Int, in tx: Transaction) throws -> [Line] {
        try tx.query(
            """
            SELECT query, language, count, first_at, last_at FROM article_demand
            WHERE \(language == nil) OR language = \(language)
            ORDER BY count DESC, last_at DESC, query LIMIT \(limit)
            """
        ) { row in
            Line(
                query: try row.value("query"), language: try row.value("language"), count: try row.value("count"),
                firstAt: try row.value("first_at"), lastAt: try row.value("last_at"))
        }
    }

    static func forget(_ query: String, _ language: Language, in tx: Transaction) throws {
        try tx.execute("DELETE FROM article_demand WHERE query = \(query) AND language = \(language)")
    }
}
