import Postgres

/// Lists as people want to see them again.
enum SavedViewTables {
    static let migrations = [Migration(name: "m0012_saved_view", sql: savedView)]

    private static let savedView = """
        CREATE TABLE saved_view (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            owner uuid NOT NULL REFERENCES person (id),
            name text COLLATE "und-x-icu" NOT NULL,
            list text NOT NULL,
            sharing text NOT NULL CONSTRAINT known_sharing CHECK (sharing IN ('me', 'teams', 'everyone')),
            teams uuid[] NOT NULL,
            place integer NOT NULL,
            state text NOT NULL CONSTRAINT known_view_state CHECK (state IN ('active', 'retired')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX saved_view_by_owner ON saved_view (owner) WHERE state = 'active';
        """
}
