import Postgres

/// Major incidents, the policy they follow, and what was heard of others meanwhile.
enum MajorIncidentTables {
    static let migrations = [Migration(name: "m0840_major_incident", sql: majors)]

    private static let majors = """
        CREATE SEQUENCE mim_numbers;

        CREATE TABLE major_incident (
            id uuid PRIMARY KEY,
            number text NOT NULL CONSTRAINT one_major_incident_per_number UNIQUE,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_major_incident_state CHECK (state IN (
                'proposed', 'rejected', 'lapsed', 'accepted', 'restored', 'reviewing', 'closed', 'demoted')),
            incident uuid NOT NULL CONSTRAINT one_major_incident_per_incident UNIQUE REFERENCES incident (id),
            holders uuid[] NOT NULL,
            proposed_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX major_incident_by_proposal ON major_incident (proposed_at, id);
        CREATE INDEX major_incident_by_state ON major_incident (state, proposed_at, id);

        -- Versions for ever; the newest counts.
        CREATE TABLE major_incident_policy (
            version integer PRIMARY KEY,
            content jsonb NOT NULL,
            reason text NOT NULL,
            set_by uuid NOT NULL,
            set_at timestamptz NOT NULL
        );

        -- What happened elsewhere while it was one: each message at most once.
        CREATE TABLE major_incident_heard (
            major uuid NOT NULL REFERENCES major_incident (id),
            message uuid NOT NULL,
            at timestamptz NOT NULL,
            source text NOT NULL CONSTRAINT known_source CHECK (source IN ('event', 'change')),
            kind text NOT NULL,
            subject text NOT NULL,
            detail text NOT NULL,
            PRIMARY KEY (major, message)
        );
        """
}
