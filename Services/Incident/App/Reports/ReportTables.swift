import Postgres

/// What reports read: nothing is counted beforehand, so a report cannot differ from the records behind it.
enum ReportTables {
    static let migrations = [
        Migration(name: "m0880_reports", sql: reports), Migration(name: "m0881_watching", sql: watching),
    ]

    /// After categories are there.
    static let ofCategories = [Migration(name: "m0923_repeats", sql: repeats)]

    private static let repeats = """
        CREATE OR REPLACE VIEW incident_life AS
        SELECT id, number, summary, state, priority, services, team, assignee, requester, organisation, opened_at,
            resolved_at, situation, breached,
            (record ->> 'acknowledgedAt')::timestamptz AS acknowledged_at,
            (record ->> 'brokenSince')::timestamptz AS broken_since,
            (record ->> 'reopenCount')::integer AS reopen_count,
            CASE WHEN state = 'cancelled' THEN (record ->> 'closedAt')::timestamptz ELSE resolved_at END AS left_at,
            state <> 'cancelled' AND record -> 'resolution' ->> 'code' IS DISTINCT FROM 'duplicate' AS counts,
            cause_item, category,
            -- The agent who took the report; nobody where its person made it, or the calendar.
            CASE WHEN record -> 'origin' -> 'report' ->> 'channel' NOT IN ('portal', 'schedule')
                THEN (record -> 'origin' -> 'report' ->> 'takenBy')::uuid END AS taken_by
        FROM incident;
        CREATE INDEX incident_by_cause_and_opening ON incident (cause_item, opened_at) WHERE cause_item IS NOT NULL;
        CREATE INDEX incident_by_category_and_opening ON incident (category, opened_at)
            WHERE cause_item IS NULL AND category IS NOT NULL;
        """

    private static let watching = """
        -- What operators' gauges count every few seconds.
        CREATE INDEX incident_open_by_priority ON incident (priority)
            WHERE state NOT IN ('resolved', 'closed', 'cancelled');
        CREATE INDEX incident_clock_live ON incident_clock (outcome) WHERE state IN ('running', 'paused');
        """

    private static let reports = """
        CREATE VIEW incident_life AS
        SELECT id, number, summary, state, priority, services, team, assignee, requester, organisation, opened_at,
            resolved_at, situation, breached,
            (record ->> 'acknowledgedAt')::timestamptz AS acknowledged_at,
            (record ->> 'brokenSince')::timestamptz AS broken_since,
            (record ->> 'reopenCount')::integer AS reopen_count,
            -- When it left the backlog, for good or until it is reopened.
            CASE WHEN state = 'cancelled' THEN (record ->> 'closedAt')::timestamptz ELSE resolved_at END AS left_at,
            -- Neither none at all nor the same as another.
            state <> 'cancelled' AND record -> 'resolution' ->> 'code' IS DISTINCT FROM 'duplicate' AS counts
        FROM incident;

        CREATE INDEX incident_by_resolution ON incident (resolved_at, id) WHERE resolved_at IS NOT NULL;
        CREATE INDEX incident_clock_by_stop ON incident_clock (stopped_at, outcome) WHERE state = 'stopped';

        -- Why a clock was missed, as said last; the journal keeps what was said before.
        CREATE TABLE breach_reason (
            incident uuid NOT NULL REFERENCES incident (id),
            kind text NOT NULL,
            measure text NOT NULL,
            target text NOT NULL,
            run integer NOT NULL,
            code text NOT NULL CONSTRAINT known_breach_reason CHECK (code IN (
                'capacity', 'skill', 'wrong_team', 'supplier', 'customer', 'change', 'major_incident', 'tooling',
                'outside_influence', 'other')),
            excusable boolean NOT NULL,
            note text,
            said_by uuid NOT NULL,
            said_at timestamptz NOT NULL,
            CONSTRAINT one_reason_per_clock PRIMARY KEY (incident, kind, measure, target, run)
        );
        """
}
