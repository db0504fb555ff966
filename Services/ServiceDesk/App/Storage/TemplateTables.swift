import Postgres

/// What is made ready beforehand: texts, reports, and reports that the calendar makes.
enum TemplateTables {
    static let migrations = [Migration(name: "m0031_template", sql: template)]

    private static let template = """
        CREATE TABLE template (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            purpose text NOT NULL CONSTRAINT known_template_purpose CHECK (purpose IN ('response', 'record')),
            owner uuid NOT NULL REFERENCES person (id),
            shared boolean NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            kinds text[] NOT NULL,
            state text NOT NULL CONSTRAINT known_template_state CHECK (state IN ('active', 'retired')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX template_by_name ON template (purpose, name, id);

        CREATE TABLE recurring_record (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            owner uuid NOT NULL REFERENCES person (id),
            state text NOT NULL CONSTRAINT known_recurring_state CHECK (state IN ('active', 'paused', 'ended')),
            next_at timestamptz,
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL,
            CONSTRAINT only_the_active_come_again CHECK (state = 'active' OR next_at IS NULL)
        );
        CREATE INDEX recurring_record_by_name ON recurring_record (name, id);
        """
}
