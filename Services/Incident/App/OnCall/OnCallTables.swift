import Postgres

/// Who is on call when.
enum OnCallTables {
    static let migrations = [
        Migration(name: "m0820_on_call", sql: onCall), Migration(name: "m0901_told_gaps", sql: toldGaps),
    ]

    private static let toldGaps = """
        -- Gaps of which people were told, as long as they stand or come back every week.
        ALTER TABLE coverage_check ADD COLUMN told jsonb NOT NULL DEFAULT '[]';
        """

    private static let onCall = """
        CREATE TABLE on_call_schedule (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text NOT NULL,
            team uuid,
            state text NOT NULL CONSTRAINT state_of_a_schedule CHECK (state IN ('active', 'retired')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX on_call_schedule_by_name ON on_call_schedule (name, id);
        CREATE UNIQUE INDEX one_active_schedule_per_name ON on_call_schedule (lower(name)) WHERE state = 'active';
        CREATE INDEX on_call_schedule_by_team ON on_call_schedule (team);

        -- What the last look ahead found: after each change, and every night.
        CREATE TABLE coverage_check (
            schedule uuid PRIMARY KEY,
            checked_at timestamptz NOT NULL,
            until timestamptz NOT NULL,
            gaps jsonb NOT NULL
        );

        -- Signs links that are used without signing in; one row.
        CREATE TABLE link_key (
            id boolean PRIMARY KEY DEFAULT true CONSTRAINT only_one_link_key CHECK (id),
            key bytea NOT NULL
        );
        INSERT INTO link_key (key) VALUES (
            sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
        """
}
