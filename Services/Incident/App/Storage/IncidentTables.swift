import Postgres

/// The service's own tables.
enum IncidentTables {
    static let migrations =
        [
            Migration(name: "m0001_incident", sql: incident)
        ] + BelongingTables.migrations + RestoreTables.migrations + ServiceLevelTables.migrations
        + ReportTables.migrations + OnCallTables.migrations + MajorIncidentTables.migrations + PagingTables.migrations
        + RulesTables.migrations + TaskTables.migrations + CostTables.migrations + PauseTables.migrations
        + ReportTables.ofCategories + [RulesTables.oneTable]

    private static let incident = """
        CREATE SEQUENCE inc_numbers;

        CREATE TABLE incident (
            id uuid PRIMARY KEY,
            number text NOT NULL CONSTRAINT one_incident_per_number UNIQUE,
            version integer NOT NULL,
            state text NOT NULL
                CHECK (state IN ('new', 'assigned', 'in_progress', 'on_hold', 'resolved', 'closed', 'cancelled')),
            priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 5),
            summary text NOT NULL,
            situation uuid,
            cause_item uuid,
            problem uuid,
            services uuid[] NOT NULL,
            team uuid,
            assignee uuid,
            requester uuid,
            opened_at timestamptz NOT NULL,
            resolved_at timestamptz,
            record jsonb NOT NULL
        );
        -- The last word on "exactly one incident per situation".
        CREATE UNIQUE INDEX one_live_incident_per_situation ON incident (situation)
            WHERE state NOT IN ('closed', 'cancelled');
        CREATE INDEX incident_by_situation ON incident (situation, opened_at);
        CREATE INDEX incident_by_opening ON incident (opened_at, id);
        CREATE INDEX incident_by_priority ON incident (priority, id);
        CREATE INDEX incident_by_state ON incident (state, opened_at, id);
        CREATE INDEX incident_by_cause ON incident (cause_item) WHERE state NOT IN ('resolved', 'closed', 'cancelled');
        """
}
