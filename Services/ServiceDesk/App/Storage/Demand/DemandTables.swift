import Postgres

/// What people wish for and nobody offers.
enum DemandTables {
    static let migrations = [Migration(name: "m0042_unsupported_request", sql: unsupportedRequest)]

    private static let unsupportedRequest = """
        CREATE SEQUENCE usr_numbers;
        CREATE TABLE unsupported_request (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_unsupported_request_per_number UNIQUE,
            state text NOT NULL CONSTRAINT known_unsupported_state CHECK (state IN (
                'recorded', 'explained', 'declined', 'referred_to_change', 'referred_to_improvement', 'service_added')),
            is_open boolean NOT NULL,
            lane text NOT NULL CONSTRAINT known_unsupported_lane CHECK (lane IN (
                'reactive', 'relationship', 'change', 'proactive', 'improvement')),
            wish text NOT NULL,
            topic text,
            requester uuid NOT NULL REFERENCES person (id),
            organisation uuid,
            owner uuid,
            recorded_at timestamptz NOT NULL,
            record jsonb NOT NULL,
            CONSTRAINT no_decision_without_explanation
                CHECK (state = 'recorded' OR (record ->> 'reason' IS NOT NULL AND record ->> 'alternative' IS NOT NULL))
        );
        CREATE INDEX unsupported_request_by_time ON unsupported_request (recorded_at, id);
        CREATE INDEX unsupported_request_by_requester ON unsupported_request (requester, recorded_at);
        CREATE INDEX unsupported_request_by_topic ON unsupported_request (topic, recorded_at) WHERE topic IS NOT NULL;
        CREATE INDEX unsupported_request_by_lane ON unsupported_request (lane);
        """
}
