import Postgres

/// What people edit, families, escalation and what an incident has cost.
enum RulesTables {
    static let migrations = [Migration(name: "m0860_rules", sql: rules)]

    /// The policy for major incidents comes in from a table of its own, with its versions, authors and reasons.
    static let oneTable = Migration(name: "m0940_one_rules_table", sql: policyMoves)

    private static let rules = """
        -- Each version for ever; version 1 is what the suite ships with and has no row.
        CREATE TABLE incident_rules (
            name text NOT NULL CONSTRAINT known_rules
                CHECK (name IN ('priority-matrix', 'escalation-rules', 'assignment-rules', 'categories')),
            version integer NOT NULL CONSTRAINT edited_version CHECK (version > 1),
            rules jsonb NOT NULL,
            reason text NOT NULL,
            set_by uuid NOT NULL,
            set_at timestamptz NOT NULL,
            CONSTRAINT one_row_per_version_of_rules PRIMARY KEY (name, version)
        );

        ALTER TABLE incident
            ADD COLUMN parent uuid,
            ADD COLUMN category text,
            ADD COLUMN hops integer NOT NULL DEFAULT 0,
            ADD COLUMN ping_pong boolean NOT NULL DEFAULT FALSE;
        CREATE INDEX incident_by_parent ON incident (parent) WHERE parent IS NOT NULL;
        CREATE INDEX incident_by_assignee ON incident (assignee)
            WHERE assignee IS NOT NULL AND state NOT IN ('resolved', 'closed', 'cancelled');
        CREATE INDEX incident_by_words ON incident USING gin (to_tsvector('simple', summary));
        CREATE INDEX incident_by_service ON incident USING gin (services);

        -- Where its parent stood when a child last followed it: each standing is followed once.
        CREATE TABLE incident_followed (
            child uuid PRIMARY KEY REFERENCES incident (id),
            parent uuid NOT NULL,
            standing text NOT NULL
        );

        -- The last word on "each rule once on each occasion".
        CREATE TABLE incident_escalation (
            incident uuid NOT NULL REFERENCES incident (id),
            rule text NOT NULL,
            since timestamptz NOT NULL,
            escalated_at timestamptz NOT NULL,
            CONSTRAINT each_escalation_once PRIMARY KEY (incident, rule, since)
        );

        -- When somebody was last given an incident by rule.
        CREATE TABLE assignment_turn (
            person uuid PRIMARY KEY,
            given_at timestamptz NOT NULL
        );

        -- What was lost until an instant, and how much of which service is kept away since then.
        CREATE TABLE incident_cost (
            incident uuid PRIMARY KEY REFERENCES incident (id),
            lost double precision NOT NULL CONSTRAINT nothing_is_gained CHECK (lost >= 0),
            since timestamptz NOT NULL,
            shares jsonb NOT NULL
        );
        """

    private static let policyMoves = """
        ALTER TABLE incident_rules
            DROP CONSTRAINT known_rules,
            DROP CONSTRAINT edited_version,
            ADD CONSTRAINT known_rules CHECK (name IN (
                'priority-matrix', 'escalation-rules', 'assignment-rules', 'categories', 'closing-rules',
                'major-incident-policy')),
            -- What the suite ships with is 1, the policy for major incidents 0; it has no row.
            ADD CONSTRAINT edited_version CHECK (version > 1 OR version = 1 AND name = 'major-incident-policy');

        INSERT INTO incident_rules (name, version, rules, reason, set_by, set_at)
        SELECT 'major-incident-policy', version, content, reason, set_by, set_at FROM major_incident_policy;
        DROP TABLE major_incident_policy;
        -- Copies of the version before read it by this name until they have been replaced.
        CREATE VIEW major_incident_policy AS
            SELECT version, rules AS content, reason, set_by, set_at FROM incident_rules
            WHERE name = 'major-incident-policy';
        """
}
