import Postgres

/// Who said that an outage hurts them too, and what requesters are told of incidents that are not their own.
enum PortalTables {
    static let migrations = [Migration(name: "m0013_portal", sql: portal)]

    private static let portal = """
        -- Who asked to be counted; the incident service keeps the count itself.
        CREATE TABLE me_too (
            incident uuid NOT NULL,
            person uuid NOT NULL REFERENCES person (id),
            said_at timestamptz NOT NULL,
            PRIMARY KEY (incident, person)
        );

        -- What people read who did not write the title themselves; nil where everybody may read the title.
        ALTER TABLE record_head ADD COLUMN public_title text;
        ALTER TABLE record_head ADD COLUMN affected_count integer NOT NULL DEFAULT 0;
        CREATE INDEX record_head_by_service ON record_head USING gin (services) WHERE is_open;
        CREATE INDEX maintenance_ahead ON reference_state ((state ->> 'end'))
            WHERE subject = 'change.maintenance-window.changed.v1' AND state ->> 'state' IN ('planned', 'open');
        """
}
