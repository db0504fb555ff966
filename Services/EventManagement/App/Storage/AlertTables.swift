import Postgres

/// What people do with alerts, what mutes them, and the clocks of sources.
enum AlertTables {
    static let migrations = [
        Migration(name: "m0300_alert_handling", sql: handling), Migration(name: "m0301_silences", sql: silences),
        Migration(name: "m0302_alert_rules", sql: rules),
    ]

    private static let handling = """
        ALTER TABLE alert
            ADD COLUMN acknowledged boolean NOT NULL DEFAULT false,
            ADD COLUMN assigned_team uuid,
            ADD COLUMN assigned_person uuid,
            ADD COLUMN mute_reasons text[] NOT NULL DEFAULT '{}';
        UPDATE alert SET mute_reasons = '{maintenance}' WHERE is_suppressed;
        CREATE INDEX alert_by_person ON alert (assigned_person) WHERE assigned_person IS NOT NULL;
        CREATE INDEX alert_by_team ON alert (assigned_team) WHERE assigned_team IS NOT NULL;

        -- The suppression ledger: what muted which alert, from when to when, and why.
        CREATE TABLE suppression (
            id uuid PRIMARY KEY,
            alert uuid NOT NULL,
            reason text NOT NULL CONSTRAINT known_reason
                CHECK (reason IN ('maintenance', 'silence', 'inhibition', 'flapping', 'shelf', 'hold')),
            source uuid,
            name text NOT NULL,
            since timestamptz NOT NULL,
            until timestamptz,
            because text NOT NULL,
            ended_at timestamptz,
            ended_because text
        );
        CREATE INDEX suppression_by_alert ON suppression (alert, since);
        CREATE INDEX suppression_by_since ON suppression (since, id);
        CREATE INDEX suppression_by_source ON suppression (source, alert) WHERE ended_at IS NULL;

        -- How far the clocks of sources were off ours in their newest events, in seconds.
        CREATE TABLE source_clock (integration uuid PRIMARY KEY, delays float8[] NOT NULL);
        """

    private static let silences = """
        CREATE TABLE silence (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_silence_state CHECK (state IN ('kept', 'ended')),
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            is_weekly boolean NOT NULL,
            comment text NOT NULL,
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX silence_by_creation ON silence (created_at, id);
        CREATE INDEX silence_by_start ON silence (starts_at, id);

        -- Rises whenever a silence changes, so that copies know when to read them again.
        CREATE TABLE silence_edition (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), edition bigint NOT NULL);
        INSERT INTO silence_edition (edition) VALUES (1);
        """

    private static let rules = """
        CREATE TABLE alert_rule (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_rule_state CHECK (state IN ('kept', 'retired')),
            name text NOT NULL,
            place integer NOT NULL,
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX alert_rule_by_place ON alert_rule (place, id);

        -- Rises whenever a rule changes, so that copies know when to read them again.
        CREATE TABLE alert_rule_edition (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), edition bigint NOT NULL
        );
        INSERT INTO alert_rule_edition (edition) VALUES (1);

        -- Runbooks that rules have asked for.
        CREATE TABLE adjustment_request (
            id uuid PRIMARY KEY,
            alert uuid NOT NULL,
            runbook text NOT NULL,
            because text NOT NULL,
            requested_at timestamptz NOT NULL
        );
        CREATE INDEX adjustment_request_by_alert ON adjustment_request (alert, requested_at);
        """
}
