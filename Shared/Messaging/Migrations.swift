import Postgres

/// The tables every service has: journal, outbox and archive, inbox, others' records, timers, parked messages.
package enum MessagingTables {
    package static let migrations = [
        Migration(name: "m0001_messaging", sql: messaging), Migration(name: "m0660_routes", sql: routes),
    ]

    /// The routing key of what goes to executors outside; everything else is routed by its subject.
    private static let routes = """
        ALTER TABLE outbox ADD COLUMN route text;
        ALTER TABLE archive ADD COLUMN route text;
        """

    private static let messaging = """
        -- The journal is the audit: append-only, hash-chained per record. Its key makes a lost update an error.
        CREATE TABLE journal (
            kind text NOT NULL,
            record uuid NOT NULL,
            sequence integer NOT NULL CHECK (sequence > 0),
            at timestamptz NOT NULL,
            actor text NOT NULL,
            command text NOT NULL,
            reason text,
            correlation text NOT NULL,
            causation uuid,
            name text NOT NULL,
            fact json NOT NULL,
            hash bytea NOT NULL,
            CONSTRAINT one_line_per_record_and_sequence PRIMARY KEY (record, sequence)
        );

        CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the journal is append-only';
        END $$;
        CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON journal
            FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();

        -- One relay at a time holds a partition, so the rows of one record are published in order.
        CREATE TABLE outbox_partition (partition smallint PRIMARY KEY);
        INSERT INTO outbox_partition SELECT generate_series(0, 15);

        CREATE TABLE outbox (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            id uuid NOT NULL,
            partition smallint NOT NULL,
            exchange text NOT NULL,
            subject text NOT NULL,
            record uuid NOT NULL,
            sequence integer NOT NULL,
            actor text NOT NULL,
            command text NOT NULL,
            reason text,
            correlation text NOT NULL,
            causation uuid,
            traceparent text,
            body bytea NOT NULL,
            created_at timestamptz NOT NULL
        ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
        CREATE INDEX outbox_by_partition ON outbox (partition, seq);

        -- What was sent; the source of replays. Partitioned by time, so that retention is dropping partitions.
        CREATE TABLE archive (LIKE outbox, published_at timestamptz NOT NULL) PARTITION BY RANGE (published_at);
        CREATE TABLE archive_default PARTITION OF archive DEFAULT;
        CREATE INDEX archive_by_record ON archive (record, sequence);

        CREATE TABLE inbox (
            message uuid PRIMARY KEY,
            subject text NOT NULL,
            sender text NOT NULL,
            received_at timestamptz NOT NULL DEFAULT clock_timestamp()
        );
        CREATE INDEX inbox_by_age ON inbox (received_at);

        CREATE TABLE reference_state (
            subject text NOT NULL,
            record uuid NOT NULL,
            sequence integer NOT NULL,
            state jsonb NOT NULL,
            PRIMARY KEY (subject, record)
        );

        CREATE TABLE timer (
            kind text NOT NULL,
            owner uuid NOT NULL,
            due_at timestamptz NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            last_error text,
            PRIMARY KEY (kind, owner)
        );
        CREATE INDEX timer_by_due ON timer (due_at);

        CREATE TABLE parked_message (
            id uuid PRIMARY KEY,
            message uuid,
            subject text NOT NULL,
            sender text NOT NULL,
            reason text NOT NULL,
            attempts integer NOT NULL,
            envelope jsonb,
            body bytea NOT NULL,
            parked_at timestamptz NOT NULL,
            state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
            decided_by text,
            decided_at timestamptz
        );
        CREATE UNIQUE INDEX parked_once ON parked_message (message) WHERE state = 'open';
        """
}
