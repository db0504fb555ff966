import Postgres

/// What the intake of many formats needs beyond the first two.
enum IntakeTables {
    static let migrations = [Migration(name: "m0100_intake_formats", sql: formats)]

    private static let formats = """
        ALTER TABLE intake DROP CONSTRAINT intake_format_check;
        ALTER TABLE intake ADD CONSTRAINT intake_format_is_a_word CHECK (format ~ '^[a-z0-9-]{1,40}$');
        -- Our id of a request, for senders that ask later what became of it.
        ALTER TABLE intake ADD COLUMN request uuid;
        CREATE INDEX intake_by_request ON intake (request) WHERE request IS NOT NULL;
        """
}
