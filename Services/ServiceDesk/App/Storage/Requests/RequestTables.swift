import Postgres

/// Requests, and their tasks and approvals as lists ask for them.
enum RequestTables {
    static let migrations = [Migration(name: "m0041_request", sql: request)]

    private static let request = """
        CREATE SEQUENCE req_numbers;
        CREATE TABLE service_request (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_request_per_number UNIQUE,
            state text NOT NULL CONSTRAINT known_request_state CHECK (state IN (
                'submitted', 'waiting_approval', 'approved', 'rejected', 'in_fulfilment', 'on_hold', 'fulfilled',
                'closed', 'cancelled', 'merged')),
            is_open boolean NOT NULL,
            lane text NOT NULL CONSTRAINT known_request_lane CHECK (lane IN (
                'reactive', 'relationship', 'change', 'proactive', 'improvement')),
            item uuid NOT NULL REFERENCES request_item (id),
            item_name text NOT NULL,
            service uuid REFERENCES service (id),
            requester uuid NOT NULL REFERENCES person (id),
            requested_for uuid NOT NULL REFERENCES person (id),
            organisation uuid,
            -- Whom an approval asks or asked: they may read what they decide about.
            approvers uuid[] NOT NULL,
            approving_teams uuid[] NOT NULL,
            -- The team whose turn it is.
            team uuid,
            open_tasks integer NOT NULL,
            submitted_at timestamptz NOT NULL,
            promised_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX request_by_time ON service_request (submitted_at, id);
        CREATE INDEX open_request_by_promise ON service_request (promised_at, id) WHERE is_open;
        CREATE INDEX request_by_requester ON service_request (requester, submitted_at);
        CREATE INDEX request_by_requested_for ON service_request (requested_for, submitted_at);
        CREATE INDEX request_by_approver ON service_request USING gin (approvers);
        CREATE INDEX request_by_team ON service_request (team, submitted_at) WHERE is_open;
        CREATE INDEX request_by_item ON service_request (item, submitted_at);
        CREATE INDEX request_by_lane ON service_request (lane);

        -- Both are made from the request whenever it is saved.
        CREATE TABLE request_task (
            id uuid PRIMARY KEY,
            request uuid NOT NULL REFERENCES service_request (id),
            position integer NOT NULL,
            key text NOT NULL,
            title text NOT NULL,
            state text NOT NULL CONSTRAINT known_task_state CHECK (state IN (
                'blocked', 'open', 'in_progress', 'done', 'skipped', 'failed')),
            mandatory boolean NOT NULL,
            team uuid,
            assignee uuid,
            due_at timestamptz NOT NULL
        );
        CREATE INDEX task_by_request ON request_task (request, position);
        CREATE INDEX task_by_due ON request_task (due_at, id);
        CREATE INDEX live_task_by_team ON request_task (team, due_at, id) WHERE state IN ('open', 'in_progress');
        CREATE INDEX live_task_by_assignee ON request_task (assignee, due_at, id) WHERE state IN ('open', 'in_progress');

        CREATE TABLE request_approval (
            id uuid PRIMARY KEY,
            request uuid NOT NULL REFERENCES service_request (id),
            stage integer NOT NULL,
            state text NOT NULL CONSTRAINT known_approval_state CHECK (state IN (
                'waiting', 'requested', 'approved', 'rejected', 'expired', 'not_required', 'void')),
            -- Without either, any manager decides.
            person uuid,
            team uuid,
            decided_by uuid,
            asked_at timestamptz NOT NULL
        );
        CREATE INDEX approval_by_request ON request_approval (request);
        CREATE INDEX approval_by_person ON request_approval (person, asked_at);
        CREATE INDEX approval_by_team ON request_approval (team, asked_at) WHERE team IS NOT NULL;

        -- One-time links that decide without sign-in. Of the secret only the digest is kept.
        CREATE TABLE approval_link (
            digest bytea PRIMARY KEY,
            approval uuid NOT NULL REFERENCES request_approval (id),
            request uuid NOT NULL REFERENCES service_request (id),
            person uuid NOT NULL REFERENCES person (id),
            expires_at timestamptz NOT NULL,
            used_at timestamptz
        );
        CREATE INDEX approval_link_by_approval ON approval_link (approval);
        CREATE INDEX approval_link_by_end ON approval_link (expires_at);
        """
}
