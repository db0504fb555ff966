import Postgres

/// What was told of major incidents.
enum StatusUpdateTables {
    static let migrations = [Migration(name: "m0841_status_update", sql: updates)]

    private static let updates = """
        -- What was published stays as it was: nothing here may be changed.
        CREATE TABLE status_update (
            id uuid PRIMARY KEY,
            major uuid NOT NULL,
            audience text NOT NULL CONSTRAINT known_audience CHECK (audience IN ('users', 'management', 'staff')),
            progress text NOT NULL,
            text text NOT NULL,
            author uuid NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX status_update_by_major ON status_update (major, audience, at);
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'what was published is never changed';
        END $$;
        CREATE TRIGGER status_update_stays BEFORE UPDATE ON status_update
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        """
}
