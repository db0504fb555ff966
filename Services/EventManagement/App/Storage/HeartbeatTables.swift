import Postgres

/// Heartbeats with their latest pings, and who of the integrations was heard of when.
enum HeartbeatTables {
    static let migrations = [Migration(name: "m0210_heartbeats", sql: heartbeats)]

    private static let heartbeats = """
        CREATE TABLE heartbeat (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            integration uuid NOT NULL REFERENCES integration (id),
            ping uuid NOT NULL CONSTRAINT one_heartbeat_per_ping UNIQUE,
            name text NOT NULL,
            slug text NOT NULL,
            state text NOT NULL CONSTRAINT heartbeat_state CHECK (state IN ('new', 'up', 'down', 'paused')),
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL,
            -- What pings move; the record only moves when its state does.
            success_at timestamptz,
            start_at timestamptz,
            run uuid,
            took_ms bigint,
            pings bigint NOT NULL DEFAULT 0,
            CONSTRAINT one_heartbeat_per_slug UNIQUE (integration, slug)
        );
        CREATE INDEX heartbeat_by_state ON heartbeat (state, created_at, id);

        CREATE TABLE heartbeat_ping (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            heartbeat uuid NOT NULL REFERENCES heartbeat (id),
            at timestamptz NOT NULL,
            kind text NOT NULL CONSTRAINT heartbeat_ping_kind CHECK (kind IN ('success', 'start', 'fail', 'log')),
            exit_code integer,
            run uuid,
            body text NOT NULL
        );
        CREATE INDEX heartbeat_ping_by_heartbeat ON heartbeat_ping (heartbeat, id);

        CREATE TABLE integration_hearing (
            integration uuid PRIMARY KEY REFERENCES integration (id),
            heard_at timestamptz NOT NULL,
            is_silent boolean NOT NULL
        );
        """
}
