import Postgres

/// What the restore order needs beside the incidents.
enum RestoreTables {
    static let migrations = [Migration(name: "m0720_restoring", sql: restoring)]

    private static let restoring = """
        CREATE INDEX incident_by_restoring ON incident (resolved_at DESC)
            WHERE resolved_at IS NOT NULL AND state IN ('resolved', 'closed');

        -- How many outages a team works on at the same time; a team without a row works on one.
        CREATE TABLE team_capacity (
            team uuid PRIMARY KEY,
            capacity integer NOT NULL CONSTRAINT capacity_of_a_team CHECK (capacity BETWEEN 1 AND 50),
            set_by uuid NOT NULL,
            set_at timestamptz NOT NULL
        );

        -- The order as it was announced last.
        CREATE TABLE restore_order (
            one boolean PRIMARY KEY DEFAULT true CONSTRAINT one_restore_order CHECK (one),
            sequence integer NOT NULL,
            incidents uuid[] NOT NULL,
            announced_at timestamptz NOT NULL
        );
        INSERT INTO restore_order (sequence, incidents, announced_at) VALUES (0, '{}', 'epoch');
        """
}
