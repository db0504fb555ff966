import Postgres

/// Storms, what they are seen by, and what they hold back.
enum StormTables {
    static let migrations = [Migration(name: "m0643_storms", sql: storms)]

    private static let storms = """
        CREATE TABLE storm (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_storm_state CHECK (state IN ('raging', 'over')),
            integration uuid,
            began_at timestamptz NOT NULL,
            ended_at timestamptz,
            record jsonb NOT NULL
        );
        CREATE INDEX storm_by_beginning ON storm (began_at, id);
        CREATE UNIQUE INDEX one_storm_at_a_time
            ON storm (coalesce(integration, '00000000-0000-0000-0000-000000000000')) WHERE state = 'raging';

        -- New alerts by ten seconds and integration, for two hours; the integration of zeros is all of them.
        CREATE TABLE alert_rate (
            scope uuid NOT NULL,
            bucket timestamptz NOT NULL,
            alerts integer NOT NULL,
            CONSTRAINT one_rate_at_a_time PRIMARY KEY (scope, bucket)
        );
        CREATE INDEX alert_rate_by_time ON alert_rate (bucket);

        -- When others last heard of a situation in a storm, and which facts they have not heard of.
        CREATE TABLE situation_telling (
            situation uuid PRIMARY KEY,
            told_at timestamptz NOT NULL,
            facts text[] NOT NULL
        );
        CREATE INDEX situation_held ON situation (opened_at, id)
            WHERE state = 'pending' AND record ->> 'heldBy' IS NOT NULL;
        """
}
