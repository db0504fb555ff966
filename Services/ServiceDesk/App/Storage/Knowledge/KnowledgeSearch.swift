import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Finds articles: by the words typed, by near spellings, and by the words of a report.
struct KnowledgeSearch {
    /// One article found, in the language it shows in.
    struct Hit: Sendable {
        let article: Article
        let language: Language
        let excerpt: String
        let rank: Double
    }

    let reader: Principal
    /// The language asked for; articles without it are found and shown in their source language.
    let language: Language
    let service: UUID?

    /// Without a language it is the reader's own, or English.
    static func language(_ wanted: Language?, of reader: Principal, in tx: Transaction) throws -> Language {
        if let wanted { return wanted }
        return try PersonStore().read(reader.id, in: tx)?.record.details.language ?? .english
    }

    /// The best articles for all of these words; the last may be unfinished.
    func exact(_ query: String, limit: Int, in tx: Transaction) throws -> [Hit] {
        let words = SearchWords.of(query, atMost: 12)
        guard !words.isEmpty else { return [] }
        let match = Self.match(words, isUnfinished: SearchWords.isUnfinished(query))
        return try read(
            """
            SELECT t.article, t.language, ts_rank_cd('{0.1, 0.3, 0.5, 1}', t.words, q.query, 1) AS rank
            FROM article_text t
            JOIN (VALUES \(match)) AS q (language, query) ON q.language = t.language
            WHERE t.words @@ q.query
            """, excerptFor: words, limit: limit, in: tx)
    }

    /// The best articles whose title or keywords come near these words.
    func near(_ query: String, limit: Int, in tx: Transaction) throws -> [Hit] {
        let words = SearchWords.of(query, atMost: 8).filter { $0.count >= 3 }
        guard !words.isEmpty else { return [] }
        try tx.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.45")
        return try read(
            """
            SELECT t.article, t.language, sum(word_similarity(w.word, t.terms)) / \(words.count) AS rank
            FROM unnest(\(words)) AS w (word)
            JOIN article_text t ON w.word <% t.terms
            JOIN article a ON a.id = t.article AND t.language IN (\(language), a.source)
            GROUP BY t.article, t.language
            """, excerptFor: words, limit: limit, in: tx)
    }

    /// The best articles for a report: rare words count more than common ones, words of the title more than those of the body.
    func suggested(for text: String, limit: Int, in tx: Transaction) throws -> [Hit] {
        let words = Array(Set(SearchWords.of(text, atMost: 300).filter { $0.count >= 3 })).sorted()
        guard !words.isEmpty else { return [] }
        let lexemes = Language.allCases.map { language -> SQL in
            """
            SELECT \(language) AS language, l.lexeme
            FROM unnest(tsvector_to_array(to_tsvector(\(language.textSearch)::regconfig, \(words.joined(separator: " "))))) AS l (lexeme)
            """
        }.joined(separator: " UNION ALL ")
        return try read(
            """
            SELECT s.article, s.language, sum(s.weight) AS rank FROM (
                SELECT t.article, t.language, l.lexeme,
                    CASE WHEN t.head @@ l.query THEN 1.0 ELSE 0.2 END
                        * ln(1 + n.total::float8 / count(*) OVER (PARTITION BY t.language, l.lexeme)) AS weight,
                    count(*) OVER (PARTITION BY t.article, t.language) AS matched, t.head @@ l.query AS is_head
                FROM (SELECT language, lexeme, to_tsquery('simple', lexeme) AS query FROM (\(lexemes)) AS a) AS l
                JOIN article_text t ON t.words @@ l.query AND t.language = l.language
                CROSS JOIN (SELECT count(*) / 5 + 1 AS total FROM article_text) AS n
            ) AS s
            GROUP BY s.article, s.language HAVING bool_or(s.is_head)
            """, excerptFor: words, limit: limit, in: tx)
    }

    /// One row for each language: its name and the query in its stems. Unfinished words match by their beginning.
    private static func match(_ words: [String], isUnfinished: Bool) -> SQL {
        let plain = words.joined(separator: " & ")
        let query = isUnfinished ? plain + ":*" : plain
        return Language.allCases.map { language -> SQL in
            """
            (\(language), to_tsquery(\(language.textSearch)::regconfig, \(query)) || to_tsquery('simple', \(query)))
            """
        }.joined(separator: ", ")
    }

    /// Ranks what was found by text, article by article, in the language asked for where there is one.
    private func read(_ found: SQL, excerptFor words: [String], limit: Int, in tx: Transaction) throws -> [Hit] {
        try tx.query(
            """
            WITH found AS (\(found)),
            best AS (
                SELECT article.id, article.record, article.version,
                    CASE WHEN \(language) = ANY (article.languages) THEN \(language) ELSE article.source END AS language,
                    max(found.rank * CASE WHEN found.language = \(language) THEN 1.0 ELSE 0.6 END)
                        * CASE article.confidence WHEN 'validated' THEN 1.1 WHEN 'not_validated' THEN 1.0 ELSE 0.8 END
                        * CASE article.state WHEN 'published' THEN 1.0 ELSE 0.7 END
                        * CASE WHEN \(service) = ANY (article.services) THEN 1.6 ELSE 1.0 END AS rank
                FROM found JOIN article ON article.id = found.article
                WHERE found.language IN (\(language), article.source) AND article.state <> 'archived'
                    AND \(ArticleSight.condition(for: reader))
                GROUP BY article.id
                ORDER BY rank DESC, article.id LIMIT \(limit)
            )
            SELECT best.record, best.version, best.language, best.rank::float8 AS rank, left(t.body, 4000) AS body
            FROM best JOIN article_text t ON t.article = best.id AND t.language = best.language
            ORDER BY best.rank DESC, best.id
            """
        ) { row in
            Hit(
                article: try ArticleStore.kept(row).record, language: try row.value("language"),
                excerpt: Excerpt.of(try row.value("body"), around: words), rank: try row.value("rank"))
        }
    }
}
