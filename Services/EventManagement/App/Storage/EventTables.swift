import Postgres

/// The service's own tables.
enum EventTables {
    static let migrations =
        [
            Migration(name: "m0001_event_intake", sql: intake),
            Migration(name: "m0002_event_records", sql: records),
        ]
        + IntakeTables.migrations + SourceTables.migrations + AlertTables.migrations

    private static let intake = """
        CREATE TABLE integration (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text NOT NULL,
            state text NOT NULL CHECK (state IN ('active', 'revoked')),
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_integration_per_name ON integration (name) WHERE state = 'active';

        -- Only the hash: who reads this table can not speak as the source.
        CREATE TABLE integration_key (
            hash bytea PRIMARY KEY,
            integration uuid NOT NULL REFERENCES integration (id),
            revoked_at timestamptz
        );

        -- What sources sent, as it came, without credentials. Partitioned by time: retention is dropping partitions.
        CREATE TABLE intake (
            id bigint GENERATED ALWAYS AS IDENTITY,
            integration uuid NOT NULL,
            format text NOT NULL CHECK (format IN ('alertmanager', 'cloudevents')),
            received_at timestamptz NOT NULL,
            headers text NOT NULL,
            body bytea NOT NULL
        ) PARTITION BY RANGE (received_at);
        CREATE TABLE intake_default PARTITION OF intake DEFAULT;
        CREATE INDEX intake_by_id ON intake (id);

        -- What is not folded yet; a narrow row here, so that the wide one is written once.
        CREATE TABLE intake_waiting (
            id bigint PRIMARY KEY,
            received_at timestamptz NOT NULL,
            events integer NOT NULL
        ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

        -- What could not be folded although it was accepted; for an operator.
        CREATE TABLE intake_failure (
            id bigint PRIMARY KEY,
            received_at timestamptz NOT NULL,
            failed_at timestamptz NOT NULL,
            reason text NOT NULL
        );

        -- Deliveries with an id of the sender's: the second one with the same id is no second event.
        CREATE TABLE delivery (
            integration uuid NOT NULL,
            key uuid NOT NULL,
            seen_at timestamptz NOT NULL,
            CONSTRAINT one_event_per_delivery PRIMARY KEY (integration, key)
        );
        CREATE INDEX delivery_by_time ON delivery (seen_at);

        -- What was last heard of each identity: the only row a repetition touches, so it has room to be updated in place.
        CREATE TABLE pulse (
            identity uuid PRIMARY KEY,
            alert uuid,
            is_firing boolean NOT NULL,
            severity text NOT NULL,
            raise_order timestamptz,
            raise_source timestamptz,
            clear_order timestamptz,
            clear_source timestamptz,
            expires_at timestamptz,
            first_seen timestamptz NOT NULL,
            last_seen timestamptz NOT NULL,
            events bigint NOT NULL,
            late_events bigint NOT NULL
        ) WITH (fillfactor = 60);
        CREATE INDEX pulse_firing ON pulse (identity) WHERE is_firing;
        CREATE INDEX pulse_by_alert ON pulse (alert);
        """

    private static let records = """
        CREATE SEQUENCE alt_numbers;
        CREATE SEQUENCE sit_numbers;

        CREATE TABLE alert (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_alert_per_number UNIQUE,
            integration uuid NOT NULL,
            state text NOT NULL CHECK (state IN ('firing', 'cleared', 'expired')),
            severity text NOT NULL
                CHECK (severity IN ('unknown', 'info', 'warning', 'minor', 'major', 'critical')),
            severity_rank smallint NOT NULL,
            check_name text NOT NULL,
            summary text NOT NULL,
            item uuid,
            named_service uuid,
            service uuid,
            situation uuid,
            is_suppressed boolean NOT NULL,
            muting_window uuid,
            muting_change uuid,
            exceeded_change uuid,
            onset timestamptz NOT NULL,
            cleared_at timestamptz,
            record jsonb NOT NULL
        );
        CREATE INDEX alert_by_onset ON alert (onset, id);
        CREATE INDEX alert_by_state ON alert (state, onset, id);
        CREATE INDEX alert_by_severity ON alert (severity_rank, id);
        CREATE INDEX alert_firing_by_item ON alert (item, severity_rank) WHERE state = 'firing';
        CREATE INDEX alert_by_named_service ON alert (named_service, state);
        CREATE INDEX alert_by_service ON alert (service, onset, id);
        CREATE INDEX alert_by_item ON alert (item, onset, id);
        CREATE INDEX alert_by_situation ON alert (situation);
        CREATE INDEX alert_by_change ON alert (muting_change);
        CREATE INDEX alert_suppressed ON alert (muting_window) WHERE is_suppressed;

        CREATE TABLE situation (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_situation_per_number UNIQUE,
            state text NOT NULL CHECK (state IN ('pending', 'open', 'cleared', 'merged')),
            severity text NOT NULL,
            severity_rank smallint NOT NULL,
            summary text NOT NULL,
            cause_item uuid,
            cause_name text NOT NULL,
            services uuid[] NOT NULL,
            firing integer NOT NULL,
            members integer NOT NULL,
            items uuid[] NOT NULL,
            group_key text,
            survivor uuid,
            exceeded_change uuid,
            opened_at timestamptz NOT NULL,
            cleared_at timestamptz,
            record jsonb NOT NULL
        );
        CREATE INDEX situation_live_by_item ON situation USING gin (items) WHERE state IN ('pending', 'open');
        CREATE INDEX situation_live_by_group ON situation (group_key) WHERE state IN ('pending', 'open');
        CREATE INDEX situation_by_opening ON situation (opened_at, id);
        CREATE INDEX situation_by_state ON situation (state, opened_at, id);

        CREATE TABLE service_health (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            health text NOT NULL CHECK (health IN ('ok', 'degraded', 'down', 'maintenance', 'unknown')),
            since timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX service_health_by_since ON service_health (since, id);

        -- Maintenance windows that are open now, as far as we have heard.
        CREATE TABLE open_window (
            id uuid PRIMARY KEY,
            change uuid NOT NULL,
            change_number text NOT NULL,
            scope uuid[] NOT NULL,
            declared_services uuid[] NOT NULL,
            declared_impacts text[] NOT NULL,
            ends_at timestamptz NOT NULL
        );

        -- Rises whenever the model of items and services changes, so that copies know when to read it again.
        CREATE TABLE model_edition (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), edition bigint NOT NULL);
        INSERT INTO model_edition (edition) VALUES (1);
        """
}
