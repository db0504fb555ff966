import Postgres

extension Migration {
    /// What others reported, and the three kinds of records.
    static let m0001 = Migration(
        name: "m0001_problems",
        sql: """
            -- Incidents as the incident service announced them, newest sequence. taken_by is the candidate or problem that
            -- counted the incident: each counts once per cause.
            CREATE TABLE incident_history (
                incident uuid PRIMARY KEY,
                sequence integer NOT NULL,
                number text NOT NULL,
                summary text NOT NULL,
                cause_item uuid,
                state text NOT NULL,
                priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 5),
                opened_at timestamptz NOT NULL,
                taken_by uuid
            );
            CREATE INDEX incident_history_by_number ON incident_history (number);
            CREATE INDEX incidents_to_count ON incident_history (cause_item, opened_at)
                WHERE taken_by IS NULL AND state <> 'cancelled';

            CREATE SEQUENCE can_numbers;
            CREATE TABLE candidate (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT candidate_number UNIQUE,
                state text NOT NULL CHECK (state IN ('raised', 'accepted', 'dismissed')),
                cause_item uuid NOT NULL,
                evidence_count integer NOT NULL,
                problem uuid,
                raised_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE UNIQUE INDEX one_open_candidate_per_cause ON candidate (cause_item) WHERE state = 'raised';
            CREATE INDEX candidate_by_time ON candidate (raised_at, id);
            CREATE INDEX candidate_by_state ON candidate (state, raised_at, id);

            CREATE SEQUENCE prb_numbers;
            CREATE TABLE problem (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT problem_number UNIQUE,
                state text NOT NULL CHECK (state IN (
                    'new', 'assess', 'root_cause_analysis', 'fix_in_progress', 'resolved', 'closed', 'risk_accepted',
                    'cancelled')),
                summary text NOT NULL,
                priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 5),
                cause_item uuid,
                team uuid,
                assignee uuid,
                incident_count integer NOT NULL,
                opened_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE INDEX problem_by_time ON problem (opened_at, id);
            CREATE INDEX problem_by_state ON problem (state, opened_at, id);
            CREATE INDEX problem_by_cause ON problem (cause_item, opened_at);
            CREATE INDEX problem_by_team ON problem (team, opened_at, id);
            CREATE INDEX problem_by_assignee ON problem (assignee, opened_at, id);

            CREATE SEQUENCE ker_numbers;
            CREATE TABLE known_error (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT known_error_number UNIQUE,
                state text NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
                summary text NOT NULL,
                problem uuid NOT NULL REFERENCES problem,
                cause_item uuid,
                edition integer NOT NULL,
                drafted_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE UNIQUE INDEX one_known_error_in_use_per_problem ON known_error (problem) WHERE state <> 'retired';
            CREATE INDEX known_error_by_time ON known_error (drafted_at, id);
            CREATE INDEX known_error_by_state ON known_error (state, drafted_at, id);
            """)
}
