import Postgres

extension Migration {
    static let m0001Change = Migration(
        name: "m0001_change",
        sql: """
            -- Configuration items, changes and their maintenance windows.
            CREATE TABLE configuration_items (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                name text COLLATE "und-x-icu" NOT NULL,
                item_class text NOT NULL,
                state text NOT NULL CONSTRAINT known_item_state CHECK (state IN ('active', 'retired')),
                depends_on uuid[] NOT NULL,
                supports uuid[] NOT NULL,
                record jsonb NOT NULL
            );
            -- Retired ones too: an item that comes back keeps its identity.
            CREATE UNIQUE INDEX one_item_per_name ON configuration_items (lower(name));
            CREATE INDEX items_by_name ON configuration_items (name, id);
            CREATE INDEX items_by_service ON configuration_items USING gin (supports);

            CREATE SEQUENCE chg_numbers;
            CREATE TABLE changes (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT one_change_per_number UNIQUE,
                state text NOT NULL CONSTRAINT known_change_state
                    CHECK (state IN ('draft', 'scheduled', 'implementing', 'closed', 'cancelled')),
                type text NOT NULL CONSTRAINT known_change_type CHECK (type IN ('normal', 'standard', 'emergency')),
                summary text NOT NULL,
                requester uuid,
                assignee uuid,
                team uuid,
                scope uuid[] NOT NULL,
                services uuid[] NOT NULL,
                planned_start timestamptz,
                planned_end timestamptz,
                drafted_at timestamptz NOT NULL,
                record jsonb NOT NULL,
                CONSTRAINT no_schedule_without_window CHECK (state IN ('draft', 'cancelled') OR planned_end > planned_start)
            );
            CREATE INDEX changes_by_draft ON changes (drafted_at, id);
            CREATE INDEX changes_by_start ON changes (coalesce(planned_start, timestamptz '2100-01-01 00:00:00+00'), id);
            CREATE INDEX open_changes_by_state ON changes (state, drafted_at, id) WHERE state NOT IN ('closed', 'cancelled');
            CREATE INDEX changes_by_scope ON changes USING gin (scope);

            CREATE SEQUENCE mwd_numbers;
            CREATE TABLE maintenance_windows (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT one_window_per_number UNIQUE,
                change uuid NOT NULL REFERENCES changes (id),
                change_number text NOT NULL,
                state text NOT NULL CONSTRAINT known_window_state
                    CHECK (state IN ('planned', 'open', 'extended', 'ended', 'cancelled')),
                starts_at timestamptz NOT NULL,
                ends_at timestamptz NOT NULL,
                scope uuid[] NOT NULL,
                record jsonb NOT NULL
            );
            CREATE UNIQUE INDEX one_live_window_per_change ON maintenance_windows (change)
                WHERE state IN ('planned', 'open', 'extended');
            CREATE INDEX windows_by_change ON maintenance_windows (change);
            CREATE INDEX windows_by_start ON maintenance_windows (starts_at, id);
            CREATE INDEX windows_by_scope ON maintenance_windows USING gin (scope);
            """)
}
