import Postgres

/// Inhibitions, and which firing alerts stand on which side of them.
enum InhibitionTables {
    static let migrations = [
        Migration(name: "m0640_inhibitions", sql: inhibitions),
        Migration(name: "m0641_recent_deployments", sql: deployments),
        Migration(name: "m0642_watched_items", sql: watched),
    ]

    private static let deployments = """
        -- Deployments of the last hours, as possible causes of what came after.
        CREATE TABLE recent_deployment (
            id uuid PRIMARY KEY,
            item uuid,
            service uuid,
            name text NOT NULL,
            revision text,
            tool text NOT NULL,
            at timestamptz NOT NULL,
            link text,
            change text
        );
        CREATE INDEX recent_deployment_by_time ON recent_deployment (at, id);
        """

    /// Who watches what: asked when an integration has gone silent.
    private static let watched = """
        CREATE INDEX alert_by_watcher ON alert (item, integration) WHERE item IS NOT NULL;
        CREATE INDEX alert_by_service_watcher ON alert (named_service, integration) WHERE named_service IS NOT NULL;
        """

    private static let inhibitions = """
        CREATE TABLE inhibition (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_inhibition_state CHECK (state IN ('kept', 'ended')),
            name text NOT NULL,
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX inhibition_by_creation ON inhibition (created_at, id);

        -- Rises whenever an inhibition changes, so that copies know when to read them again.
        CREATE TABLE inhibition_edition (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), edition bigint NOT NULL
        );
        INSERT INTO inhibition_edition (edition) VALUES (1);

        -- Firing alerts by the inhibitions they meet; two meet where the key is the same.
        CREATE TABLE inhibition_side (
            rule uuid NOT NULL,
            alert uuid NOT NULL,
            key uuid NOT NULL,
            is_source boolean NOT NULL,
            is_target boolean NOT NULL,
            since timestamptz NOT NULL,
            -- It has ended, and mutes until then.
            settles_at timestamptz,
            CONSTRAINT one_side_per_rule_and_alert PRIMARY KEY (rule, alert)
        );
        CREATE INDEX inhibition_source ON inhibition_side (key, is_target, since, alert) WHERE is_source;
        CREATE INDEX inhibition_target ON inhibition_side (key, alert) WHERE is_target;
        CREATE INDEX inhibition_side_by_alert ON inhibition_side (alert);
        CREATE INDEX inhibition_settling ON inhibition_side (settles_at) WHERE settles_at IS NOT NULL;
        """
}
