import Postgres

/// Versions of policies and calendars as the desk announced them, and the clocks that run by them.
enum ServiceLevelTables {
    static let migrations = [Migration(name: "m0701_clocks", sql: clocks)]

    private static let clocks = """
        -- Never changed and never deleted: clocks pin them.
        CREATE TABLE service_level_version (
            subject text NOT NULL,
            record uuid NOT NULL,
            version integer NOT NULL,
            heard_at timestamptz NOT NULL,
            state jsonb NOT NULL,
            CONSTRAINT one_row_per_version PRIMARY KEY (subject, record, version)
        );

        -- The strictest clock that runs, for lists.
        ALTER TABLE incident
            ADD COLUMN due_at timestamptz,
            ADD COLUMN clock_paused boolean NOT NULL DEFAULT FALSE,
            ADD COLUMN breached boolean NOT NULL DEFAULT FALSE;
        CREATE INDEX incident_by_due ON incident (due_at, id) WHERE due_at IS NOT NULL;
        CREATE INDEX incident_breached ON incident (opened_at, id) WHERE breached;

        -- What the clocks of an incident take notice of, folded from its journal up to a line.
        CREATE TABLE incident_moments (
            incident uuid PRIMARY KEY REFERENCES incident (id),
            sequence integer NOT NULL,
            moments jsonb NOT NULL
        );

        -- The clocks as they stood when the incident last changed or passed a threshold.
        CREATE TABLE incident_clock (
            incident uuid NOT NULL REFERENCES incident (id),
            kind text NOT NULL CONSTRAINT known_clock_kind CHECK (kind IN ('customer', 'team', 'supplier')),
            measure text NOT NULL CONSTRAINT known_clock_measure
                CHECK (measure IN ('response', 'update', 'resolution', 'team', 'supplier')),
            target text NOT NULL,
            run integer NOT NULL,
            policy uuid NOT NULL,
            policy_version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_clock_state
                CHECK (state IN ('running', 'paused', 'stopped', 'cancelled', 'superseded')),
            outcome text NOT NULL CONSTRAINT known_clock_outcome
                CHECK (outcome IN ('open', 'met', 'breached', 'excluded')),
            started_at timestamptz NOT NULL,
            stopped_at timestamptz,
            due_at timestamptz,
            budget bigint NOT NULL,
            elapsed bigint NOT NULL,
            CONSTRAINT one_clock_per_key PRIMARY KEY (incident, kind, measure, target, run)
        );
        CREATE INDEX incident_clock_due ON incident_clock (due_at) WHERE state = 'running';
        CREATE INDEX incident_clock_breached ON incident_clock (incident) WHERE outcome = 'breached';

        -- The last word on "each threshold once".
        CREATE TABLE incident_threshold (
            incident uuid NOT NULL REFERENCES incident (id),
            kind text NOT NULL,
            measure text NOT NULL,
            target text NOT NULL,
            run integer NOT NULL,
            cycle integer NOT NULL,
            threshold text NOT NULL,
            passed_at timestamptz NOT NULL,
            noticed_at timestamptz NOT NULL,
            late boolean NOT NULL,
            retroactive boolean NOT NULL,
            CONSTRAINT each_threshold_once PRIMARY KEY (incident, kind, measure, target, run, cycle, threshold)
        );
        CREATE INDEX incident_clock_ended ON incident_clock (kind, measure, target, stopped_at) WHERE state = 'stopped';

        -- What was thought of a clock when it passed its first threshold, to be judged by what came.
        CREATE TABLE incident_forecast (
            incident uuid NOT NULL REFERENCES incident (id),
            kind text NOT NULL,
            measure text NOT NULL,
            target text NOT NULL,
            run integer NOT NULL,
            made_at timestamptz NOT NULL,
            alike integer NOT NULL,
            probability double precision NOT NULL CONSTRAINT is_probability CHECK (probability BETWEEN 0 AND 1),
            CONSTRAINT one_forecast_per_clock PRIMARY KEY (incident, kind, measure, target, run)
        );
        CREATE INDEX incident_threshold_by_time ON incident_threshold (passed_at);
        """
}
