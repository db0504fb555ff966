import Postgres

/// Runbooks, their runs, and the changes that keep them away.
enum AdjustmentTables {
    static let migrations = [
        Migration(name: "m0661_adjustments", sql: adjustments), Migration(name: "m0662_open_requests", sql: requests),
        Migration(name: "m0942_sealed_secrets", sql: sealed),
    ]

    /// `value` is what was kept in clear; the service takes it over at start, since SQL knows no key.
    private static let sealed = """
        ALTER TABLE runbook_secret
            ALTER COLUMN value DROP NOT NULL,
            ADD COLUMN sealed bytea,
            -- Which key sealed it, by a name that tells nothing of the key.
            ADD COLUMN key text,
            ADD CONSTRAINT sealed_or_in_clear CHECK (
                (value IS NULL) = (sealed IS NOT NULL) AND (sealed IS NULL) = (key IS NULL));
        """

    private static let requests = """
        UPDATE adjustment_request SET considered_at = requested_at, outcome = 'asked for before there were runbooks'
        WHERE considered_at IS NULL;
        CREATE INDEX adjustment_request_open ON adjustment_request (requested_at, id) WHERE considered_at IS NULL;
        """

    private static let adjustments = """
        CREATE TABLE runbook (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_runbook_state CHECK (state IN ('active', 'paused', 'retired')),
            name text NOT NULL,
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_runbook_per_name ON runbook (lower(name)) WHERE state <> 'retired';
        CREATE INDEX runbook_by_creation ON runbook (created_at, id);

        -- What runbooks send and nobody is shown: values of headers, keys that sign.
        CREATE TABLE runbook_secret (
            runbook uuid NOT NULL REFERENCES runbook (id),
            name text NOT NULL,
            value text NOT NULL,
            PRIMARY KEY (runbook, name)
        );

        CREATE SEQUENCE adj_numbers;
        CREATE TABLE adjustment (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_adjustment_per_number UNIQUE,
            state text NOT NULL CONSTRAINT known_adjustment_state CHECK (state IN (
                'proposed', 'refused', 'rehearsed', 'waiting', 'running', 'succeeded', 'failed', 'timed_out', 'unknown',
                'rolling_back', 'rolled_back', 'rollback_failed')),
            runbook uuid NOT NULL REFERENCES runbook (id),
            runbook_name text NOT NULL,
            alert uuid NOT NULL,
            item uuid,
            change uuid NOT NULL CONSTRAINT one_adjustment_per_change UNIQUE,
            asked_at timestamptz NOT NULL,
            started_at timestamptz,
            is_under_way boolean NOT NULL,
            is_to_be_sent boolean NOT NULL,
            effect text CONSTRAINT known_effect CHECK (effect IN ('better', 'same', 'worse')),
            record jsonb NOT NULL
        );
        CREATE INDEX adjustment_by_asking ON adjustment (asked_at, id);
        CREATE INDEX adjustment_by_alert ON adjustment (alert, asked_at);
        CREATE INDEX adjustment_by_start ON adjustment (runbook, started_at) WHERE started_at IS NOT NULL;
        CREATE INDEX adjustment_under_way ON adjustment (item) WHERE is_under_way;
        CREATE INDEX adjustment_to_be_sent ON adjustment (asked_at, id) WHERE is_to_be_sent;

        CREATE TABLE adjustment_switch (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_switch_state CHECK (state IN ('stopped', 'released')),
            record jsonb NOT NULL
        );

        -- Changes that are neither closed nor cancelled, as far as change has told.
        CREATE TABLE open_change (
            id uuid PRIMARY KEY,
            number text NOT NULL,
            scope uuid[] NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz NOT NULL
        );
        CREATE INDEX open_change_by_scope ON open_change USING gin (scope);

        -- What became of what rules have asked for: the run, or why there is none.
        ALTER TABLE adjustment_request
            ADD COLUMN considered_at timestamptz, ADD COLUMN adjustment uuid, ADD COLUMN outcome text;
        """
}
