import Postgres

/// Heads of all services' records, and the words they are found by.
enum RecordHeadTables {
    static let migrations = [Migration(name: "m0010_record_head", sql: recordHead)]

    private static let recordHead = """
        -- Both extensions are trusted: the owner of the database may create them.
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE EXTENSION IF NOT EXISTS unaccent;

        -- Words as written, without accents, and as stems of five languages.
        CREATE FUNCTION record_words(number text, title text, body text) RETURNS tsvector LANGUAGE sql STABLE AS $$
            SELECT setweight(
                    to_tsvector('simple', number || ' ' || unaccent(title)) || to_tsvector('english', title)
                    || to_tsvector('german', title) || to_tsvector('swedish', title)
                    || to_tsvector('norwegian', title) || to_tsvector('russian', title), 'A')
                || CASE WHEN body = '' THEN ''::tsvector ELSE setweight(
                    to_tsvector('simple', unaccent(body)) || to_tsvector('english', body)
                    || to_tsvector('german', body) || to_tsvector('swedish', body)
                    || to_tsvector('norwegian', body) || to_tsvector('russian', body), 'C') END
        $$;

        -- A projection: announcements and the desk's own records fill it again whenever it is emptied.
        CREATE TABLE record_head (
            kind text NOT NULL CONSTRAINT known_record_kind CHECK (kind IN (
                'incident', 'problem', 'known-error', 'change', 'request', 'contact', 'article', 'unsupported-request')),
            id uuid NOT NULL,
            number text NOT NULL,
            title text NOT NULL,
            body text NOT NULL,
            state text NOT NULL,
            is_open boolean NOT NULL,
            priority integer CONSTRAINT priority_from_1_to_5 CHECK (priority BETWEEN 1 AND 5),
            requester uuid,
            organisation uuid,
            affected uuid[] NOT NULL,
            team uuid,
            assignee uuid,
            services uuid[] NOT NULL,
            readers text NOT NULL CONSTRAINT known_readers CHECK (readers IN ('staff', 'parties', 'audience')),
            audience uuid[] NOT NULL,
            opened_at timestamptz NOT NULL,
            promised_at timestamptz,
            updated_at timestamptz NOT NULL,
            sequence integer NOT NULL,
            words tsvector NOT NULL,
            PRIMARY KEY (kind, id)
        );
        CREATE INDEX record_head_by_words ON record_head USING gin (words);
        CREATE INDEX record_head_by_title ON record_head USING gin (title gin_trgm_ops);
        CREATE INDEX record_head_by_affected ON record_head USING gin (affected);
        CREATE INDEX record_head_by_number ON record_head (number);
        CREATE INDEX record_head_by_update ON record_head (updated_at, id);
        CREATE INDEX record_head_by_requester ON record_head (requester, updated_at);
        CREATE INDEX record_head_by_organisation ON record_head (organisation, updated_at);
        CREATE INDEX record_head_by_team ON record_head (team, updated_at) WHERE is_open;
        CREATE INDEX record_head_by_assignee ON record_head (assignee, updated_at) WHERE is_open;
        """
}
