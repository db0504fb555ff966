import Chassis
import DeskDomain
import Foundation
import Postgres
import Records

/// Finds heads: by number, by words in any of five languages, by what is spelt alike.
struct RecordSearch {
    /// How many of the newest matches are weighed against each other.
    static let weighed = 200
    /// With fewer hits than this, titles that are spelt alike are looked for too.
    static let fewHits = 3

    /// Entries of conversations that are looked at, at most.
    static let mostSaid = 1_000

    static let listing = Listing(
        sorts: [
            Listing.Column("updatedAt", "record_head.updated_at", .date),
            Listing.Column("openedAt", "record_head.opened_at", .date),
        ],
        standard: "-updatedAt",
        filters: [
            .any("kind", "record_head.kind", .oneOf(RecordKind.self), "Only these kinds"),
            .any("state", "record_head.state", .text, "Only these states, in their owners' words"),
            .flag("open", "record_head.is_open", "Only those with something left to do, or without"),
            .any("priority", "record_head.priority", .integer, "Only these priorities, 1 to 5"),
            .any("team", "record_head.team", .uuid, orNone: true, "Only these teams'"),
            .any("assignee", "record_head.assignee", .uuid, orNone: true, "Only these people's"),
            .any("requester", "record_head.requester", .uuid, orNone: true, "Only what these people asked for"),
            .any("organisation", "record_head.organisation", .uuid, orNone: true, "Only these organisations'"),
            .from("from", "record_head.updated_at", .date, "Changed at or after"),
            .until("to", "record_head.updated_at", .date, "Changed before"),
        ])

    /// Whether internal notes are searched beside what everybody may read who sees the record.
    let withNotes: Bool

    init(for reader: Principal) {
        withNotes = reader.may(.conversationNote)
    }

    /// Heads by rank: what bears the number first, then the best of the newest matches.
    func best(_ words: TypedWords, among condition: SQL, limit: Int, in tx: Transaction) throws -> Found {
        try prepare(tx)
        var heads = try numbered(words, condition, in: tx)
        heads += try matching(try query(words, in: tx), condition, limit: limit, in: tx).filter { !heads.contains($0) }
        guard heads.count < Self.fewHits, words.mayBeMistyped else {
            return Found(heads: Array(heads.prefix(limit)), isFuzzy: false)
        }
        let alike = try alike(words, condition, limit: limit, in: tx).filter { !heads.contains($0) }
        return Found(heads: Array((heads + alike).prefix(limit)), isFuzzy: !alike.isEmpty)
    }

    struct Found {
        let heads: [RecordHead]
        /// Whether some are only spelt alike.
        let isFuzzy: Bool
    }

    /// The condition that a head matches the words, for lists in another order.
    func condition(_ words: TypedWords, in tx: Transaction) throws -> SQL {
        let matches = try matches(query(words, in: tx), in: tx)
        return words.numbers.isEmpty ? matches : "(record_head.number = ANY(\(words.numbers)) OR \(matches))"
    }

    /// Plans are made for the words at hand: a rare word and a frequent one are found in different ways.
    func prepare(_ tx: Transaction) throws {
        try tx.execute(
            """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('pg_trgm.word_similarity_threshold', '0.5', true), set_config('enable_seqscan', 'off', true)
            """)
    }

    private func numbered(_ words: TypedWords, _ condition: SQL, in tx: Transaction) throws -> [RecordHead] {
        guard !words.numbers.isEmpty else { return [] }
        return try tx.query(
            """
            SELECT \(RecordHead.columns) FROM record_head
            WHERE record_head.number = ANY(\(words.numbers)) AND \(condition)
            ORDER BY record_head.updated_at DESC, record_head.id DESC LIMIT 10
            """, RecordHead.init)
    }

    /// The newest matches, the best of them first. The server knows how many heads the words will find: it gathers few by
    /// their words, and meets many by going back in time.
    private func matching(_ query: String, _ condition: SQL, limit: Int, in tx: Transaction) throws -> [RecordHead] {
        let matches = try matches(query, in: tx)
        return try tx.query(
            """
            SELECT \(RecordHead.columns) FROM (
                SELECT * FROM record_head WHERE \(matches) AND \(condition)
                ORDER BY record_head.updated_at DESC, record_head.id DESC LIMIT \(Self.weighed)
            ) AS record_head
            ORDER BY ts_rank(record_head.words, \(query)::text::tsquery, 1)
                    * CASE WHEN record_head.is_open THEN 1.3 ELSE 1.0 END DESC,
                record_head.updated_at DESC, record_head.id DESC
            LIMIT \(limit)
            """, RecordHead.init)
    }

    private func alike(_ words: TypedWords, _ condition: SQL, limit: Int, in tx: Transaction) throws -> [RecordHead] {
        try tx.query(
            """
            SELECT \(RecordHead.columns) FROM (
                SELECT * FROM record_head
                WHERE \(words.text) <% record_head.title AND \(condition) LIMIT \(Self.weighed)
            ) AS record_head
            ORDER BY word_similarity(\(words.text), record_head.title) DESC, record_head.updated_at DESC, record_head.id
            LIMIT \(limit)
            """, RecordHead.init)
    }

    /// The words as the server reads them; given back to it as a constant, it knows how many heads they will find.
    private func query(_ words: TypedWords, in tx: Transaction) throws -> String {
        let read = try tx.first(
            "SELECT record_query(\(words.text), \(words.beginning?.before), \(words.beginning?.word))::text AS words"
        ) { try $0.value("words") as String }
        return read ?? ""
    }

    /// The record says it, or somebody has said it about the record; of what is said very often, some is enough.
    private func matches(_ query: String, in tx: Transaction) throws -> SQL {
        let readable: SQL = withNotes ? "" : " AND kind = 'reply'"
        let said = try tx.query(
            """
            SELECT DISTINCT about FROM (
                SELECT about FROM conversation_entry
                WHERE words @@ \(query)::text::tsquery\(readable) LIMIT \(Self.mostSaid)
            ) AS entry WHERE about IS NOT NULL
            """
        ) { try $0.value("about") as UUID }
        let words: SQL = "record_head.words @@ \(query)::text::tsquery"
        return said.isEmpty ? words : "(\(words) OR record_head.id = ANY(\(said)))"
    }
}
