import Postgres

/// How words are looked up, and indexes for lists that are searched by name.
enum SearchTables {
    static let migrations = [
        Migration(name: "m0011_search", sql: search), Migration(name: "m0050_search_quickly", sql: quickly),
    ]

    private static let search = """
        -- Words that begin so; NULL for none.
        CREATE FUNCTION record_beginning(beginning text) RETURNS tsquery LANGUAGE sql STABLE AS $$
            SELECT to_tsquery('simple', quote_literal(replace(unaccent(beginning), '\\', '')) || ':*')
        $$;

        -- What was typed, as words without accents, as stems of five languages, and with the last word only begun.
        CREATE FUNCTION record_query(typed text, before text, beginning text) RETURNS tsquery LANGUAGE sql STABLE AS $$
            SELECT coalesce(words || begun, words) FROM (
                SELECT websearch_to_tsquery('simple', unaccent(typed)) || websearch_to_tsquery('english', typed)
                    || websearch_to_tsquery('german', typed) || websearch_to_tsquery('swedish', typed)
                    || websearch_to_tsquery('norwegian', typed) || websearch_to_tsquery('russian', typed) AS words,
                    CASE WHEN before <> '' THEN
                        websearch_to_tsquery('simple', unaccent(before)) && record_beginning(beginning)
                    ELSE record_beginning(beginning) END AS begun
            ) AS typed_words
        $$;

        CREATE INDEX record_head_by_id ON record_head (id);
        CREATE INDEX person_by_words ON person USING gin (name gin_trgm_ops);
        CREATE INDEX team_by_words ON team USING gin (name gin_trgm_ops);
        CREATE INDEX service_by_words ON service USING gin (name gin_trgm_ops);
        CREATE INDEX contact_by_words ON contact USING gin (summary gin_trgm_ops, number gin_trgm_ops);
        """

    /// What is for everybody is found without passing what is for others; new words are in the index at once, since every
    /// search would read a list of pending ones from end to end.
    private static let quickly = """
        CREATE INDEX record_head_for_audience ON record_head (updated_at) WHERE readers = 'audience';
        ALTER INDEX record_head_by_words SET (fastupdate = off);
        ALTER INDEX record_head_by_title SET (fastupdate = off);
        """
}
