import Postgres

/// The ledger of what incidents have cost.
enum CostTables {
    static let migrations = [Migration(name: "m0921_incident_loss", sql: loss)]

    private static let loss = """
        -- Each time in which an incident kept a part of a service away, by what was known then. `incident_cost` holds their sum and
        -- what runs now.
        CREATE TABLE incident_loss (
            incident uuid NOT NULL REFERENCES incident (id),
            service uuid NOT NULL,
            began_at timestamptz NOT NULL,
            ended_at timestamptz NOT NULL,
            lost double precision NOT NULL CONSTRAINT no_loss_is_negative CHECK (lost >= 0),
            share double precision,
            value_per_hour double precision,
            busy_times jsonb,
            CONSTRAINT one_stretch_at_a_time PRIMARY KEY (incident, service, began_at),
            CONSTRAINT a_stretch_lasts CHECK (began_at < ended_at),
            -- Without terms it was lost before the ledger was: it counts evenly over its time.
            CONSTRAINT terms_together CHECK ((share IS NULL) = (value_per_hour IS NULL)
                AND (share IS NULL) = (busy_times IS NULL))
        );
        CREATE INDEX incident_loss_by_end ON incident_loss (ended_at);
        CREATE INDEX incident_cost_running ON incident_cost (incident) WHERE shares <> '{}';

        INSERT INTO incident_loss (incident, service, began_at, ended_at, lost)
        SELECT DISTINCT ON (incident, service) c.incident, service, began_at, c.since,
            c.lost / cardinality(i.services)
        FROM incident_cost AS c JOIN incident AS i ON i.id = c.incident
        CROSS JOIN LATERAL (SELECT coalesce((i.record ->> 'brokenSince')::timestamptz, i.opened_at) AS began_at) AS b
        CROSS JOIN LATERAL unnest(i.services) AS s (service)
        WHERE c.lost > 0 AND began_at < c.since;
        """
}
