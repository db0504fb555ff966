import Postgres

/// What correlation keeps beside the records.
enum CauseTables {
    static let migrations = [
        Migration(name: "m0400_situation_members", sql: members),
        Migration(name: "m0401_correlation_feedback", sql: feedback),
        Migration(name: "m0402_health_period", sql: periods),
    ]

    private static let periods = """
        -- The outage ledger: how each business service was, from when until when.
        CREATE TABLE health_period (
            service uuid NOT NULL,
            since timestamptz NOT NULL,
            until timestamptz,
            health text NOT NULL
                CONSTRAINT known_health CHECK (health IN ('ok', 'degraded', 'down', 'maintenance', 'unknown')),
            -- Which part of what carries it was hurt.
            share float8 NOT NULL,
            causes uuid[] NOT NULL,
            because text NOT NULL,
            CONSTRAINT one_period_at_a_time PRIMARY KEY (service, since)
        );
        INSERT INTO health_period (service, since, until, health, share, causes, because)
        SELECT DISTINCT ON (j.record, j.at) j.record, j.at,
            lead(j.at) OVER (PARTITION BY j.record ORDER BY j.sequence),
            j.fact -> 'assessed' -> 'assessment' ->> 'health', 1, '{}',
            coalesce(j.fact -> 'assessed' -> 'assessment' -> 'why' ->> 'because', '')
        FROM journal AS j WHERE j.kind = 'service-health'
        ORDER BY j.record, j.at, j.sequence DESC;
        """

    private static let feedback = """
        -- What people taught correlation by merging and splitting situations.
        CREATE TABLE correlation_feedback (
            id uuid PRIMARY KEY,
            verdict text NOT NULL CONSTRAINT known_verdict CHECK (verdict IN ('together', 'apart')),
            cause uuid NOT NULL,
            other uuid NOT NULL,
            situation uuid NOT NULL,
            person text NOT NULL,
            said_at timestamptz NOT NULL
        );
        """

    private static let members = """
        CREATE TABLE situation_member (
            situation uuid NOT NULL,
            alert uuid NOT NULL,
            item uuid,
            service uuid,
            severity text NOT NULL
                CHECK (severity IN ('unknown', 'info', 'warning', 'minor', 'major', 'critical')),
            onset timestamptz NOT NULL,
            summary text NOT NULL,
            check_name text,
            is_firing boolean NOT NULL,
            CONSTRAINT one_membership_per_alert PRIMARY KEY (situation, alert)
        );
        INSERT INTO situation_member (situation, alert, item, service, severity, onset, summary, is_firing)
        SELECT s.id, (m ->> 'alert')::uuid, (m ->> 'item')::uuid, (m ->> 'service')::uuid, m ->> 'severity',
            (m ->> 'onset')::timestamptz, m ->> 'summary', (m ->> 'isFiring')::boolean
        FROM situation AS s, jsonb_array_elements(s.record -> 'members') AS m;

        -- The row counts its members by severity instead of holding them.
        UPDATE situation AS s SET record = (s.record - 'members') || jsonb_build_object(
            'isPinned', false, 'tally', jsonb_build_object(
                'firing', ARRAY(
                    SELECT count(m.alert) FROM unnest(ARRAY['unknown', 'info', 'warning', 'minor', 'major', 'critical'])
                        WITH ORDINALITY AS r (severity, rank)
                    LEFT JOIN situation_member AS m
                        ON m.situation = s.id AND m.severity = r.severity AND m.is_firing
                    GROUP BY r.rank ORDER BY r.rank),
                'all', ARRAY(
                    SELECT count(m.alert) FROM unnest(ARRAY['unknown', 'info', 'warning', 'minor', 'major', 'critical'])
                        WITH ORDINALITY AS r (severity, rank)
                    LEFT JOIN situation_member AS m ON m.situation = s.id AND m.severity = r.severity
                    GROUP BY r.rank ORDER BY r.rank)));

        -- Rises with every change, so that each copy knows what it has not read yet.
        CREATE SEQUENCE situation_turns;
        ALTER TABLE situation ADD COLUMN turn bigint NOT NULL DEFAULT nextval('situation_turns');
        CREATE INDEX situation_by_turn ON situation (turn);
        ALTER TABLE situation ALTER COLUMN items SET DEFAULT '{}';
        DROP INDEX situation_live_by_item;
        DROP INDEX situation_live_by_group;
        """
}
