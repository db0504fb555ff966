import Postgres

/// When clocks were held, and what reports ask of clocks beside that.
enum PauseTables {
    static let migrations = [Migration(name: "m0922_pauses", sql: pauses)]

    private static let pauses = """
        -- Each time a clock was held: why, and how much of its goal was left then.
        CREATE TABLE incident_pause (
            incident uuid NOT NULL,
            kind text NOT NULL,
            measure text NOT NULL,
            target text NOT NULL,
            run integer NOT NULL,
            began_at timestamptz NOT NULL,
            ended_at timestamptz,
            reason text NOT NULL,
            -- Milliseconds of open time; below zero when it was missed already.
            remaining bigint NOT NULL,
            CONSTRAINT one_pause_at_a_time PRIMARY KEY (incident, kind, measure, target, run, began_at),
            CONSTRAINT pause_of_a_clock FOREIGN KEY (incident, kind, measure, target, run)
                REFERENCES incident_clock (incident, kind, measure, target, run)
        );
        CREATE INDEX incident_pause_open ON incident_pause (incident) WHERE ended_at IS NULL;
        CREATE INDEX incident_pause_by_time ON incident_pause (began_at);

        -- Whose stint it is; and from when on three quarters of the goal are used up, if nothing happens meanwhile.
        ALTER TABLE incident_clock ADD COLUMN subject uuid, ADD COLUMN risk_at timestamptz;
        CREATE INDEX incident_clock_at_risk ON incident_clock (risk_at)
            WHERE state IN ('running', 'paused') AND outcome = 'open';
        """
}
