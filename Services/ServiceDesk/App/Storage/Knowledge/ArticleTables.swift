import Postgres

/// Articles, their texts version by version, what readers and records made of them, and what was looked for in vain.
enum ArticleTables {
    static let migrations = [
        Migration(name: "m0030_article", sql: article),
        Migration(
            name: "m0031_article_origin",
            sql: "CREATE INDEX article_by_origin ON article ((record #>> '{origin,id}'));"),
    ]

    private static let article = """
        -- Trusted: the owner of the database may create it.
        CREATE EXTENSION IF NOT EXISTS pg_trgm;

        CREATE SEQUENCE kb_numbers;
        CREATE TABLE article (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_article_per_number UNIQUE,
            state text NOT NULL CONSTRAINT known_article_state
                CHECK (state IN ('draft', 'published', 'flagged', 'outdated', 'archived')),
            confidence text NOT NULL CONSTRAINT known_article_confidence
                CHECK (confidence IN ('work_in_progress', 'not_validated', 'validated')),
            source text NOT NULL CONSTRAINT known_article_source CHECK (source IN ('en', 'de', 'sv', 'nb', 'ru')),
            title text COLLATE "und-x-icu" NOT NULL,
            languages text[] NOT NULL,
            services uuid[] NOT NULL,
            audience text NOT NULL CONSTRAINT known_article_audience
                CHECK (audience IN ('internal', 'customer', 'public')),
            organisations uuid[] NOT NULL,
            owner uuid NOT NULL REFERENCES person (id),
            review_at timestamptz,
            recorded_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX article_by_change ON article (changed_at, id);
        CREATE INDEX article_by_title ON article (title, id);

        -- Every text that ever stood; never changed.
        CREATE TABLE article_version (
            article uuid NOT NULL REFERENCES article (id),
            language text NOT NULL,
            version integer NOT NULL,
            author uuid NOT NULL REFERENCES person (id),
            written_at timestamptz NOT NULL,
            based_on integer,
            restored_from integer,
            content jsonb NOT NULL,
            PRIMARY KEY (article, language, version)
        );

        -- What is searched: the newest text of each language. `head` is the part of `words` that stands in title, keywords
        -- and symptoms, `terms` title and keywords for near spellings.
        CREATE TABLE article_text (
            article uuid NOT NULL REFERENCES article (id),
            language text NOT NULL,
            title text NOT NULL,
            body text NOT NULL,
            terms text NOT NULL,
            head tsvector NOT NULL,
            words tsvector NOT NULL,
            PRIMARY KEY (article, language)
        );
        CREATE INDEX article_text_by_words ON article_text USING gin (words) WITH (fastupdate = off);
        CREATE INDEX article_text_by_terms ON article_text USING gin (terms gin_trgm_ops) WITH (fastupdate = off);

        CREATE TABLE article_vote (
            article uuid NOT NULL REFERENCES article (id),
            person uuid NOT NULL REFERENCES person (id),
            helpful boolean NOT NULL,
            comment text,
            voted_at timestamptz NOT NULL,
            CONSTRAINT one_vote_per_person_and_article PRIMARY KEY (article, person)
        );

        -- Which reader outside staff opened an article on which day.
        CREATE TABLE article_reading (
            article uuid NOT NULL REFERENCES article (id),
            person uuid NOT NULL REFERENCES person (id),
            day date NOT NULL,
            read_at timestamptz NOT NULL,
            PRIMARY KEY (article, person, day)
        );
        CREATE INDEX article_reading_by_time ON article_reading (read_at, person);

        -- What articles did for records; a row without an article says that somebody looked and found none.
        CREATE TABLE article_use (
            record_kind text NOT NULL,
            record uuid NOT NULL,
            article uuid REFERENCES article (id),
            kind text NOT NULL CONSTRAINT known_article_use
                CHECK (kind IN ('used', 'improved', 'created', 'searched_none')),
            person uuid NOT NULL REFERENCES person (id),
            used_at timestamptz NOT NULL,
            -- How often the record had been reopened when this was last looked at.
            reopen_count integer NOT NULL,
            CONSTRAINT none_means_no_article CHECK ((kind = 'searched_none') = (article IS NULL))
        );
        CREATE UNIQUE INDEX one_use_per_article_and_record ON article_use (record_kind, record, article)
            WHERE article IS NOT NULL;
        CREATE UNIQUE INDEX one_search_in_vain_per_record ON article_use (record_kind, record) WHERE article IS NULL;
        CREATE INDEX article_use_by_article ON article_use (article, used_at);
        CREATE INDEX article_use_by_time ON article_use (used_at);

        -- Searches that found nothing: what to write next. Whoever searched is not kept.
        CREATE TABLE article_demand (
            query text NOT NULL,
            language text NOT NULL,
            count integer NOT NULL,
            first_at timestamptz NOT NULL,
            last_at timestamptz NOT NULL,
            PRIMARY KEY (query, language)
        );
        """
}
