import Postgres

/// Whom to call, who was called, and what became of it.
enum PagingTables {
    static let migrations = [
        Migration(name: "m0821_paging", sql: paging), Migration(name: "m0900_purpose_of_pages", sql: purposes),
    ]

    private static let purposes = """
        ALTER TABLE page ADD COLUMN purpose text NOT NULL DEFAULT 'take_up'
            CONSTRAINT purpose_of_a_page CHECK (purpose IN ('take_up', 'authority', 'update'));
        -- The last word on "one page per incident and purpose".
        CREATE UNIQUE INDEX one_live_page_per_incident_and_purpose ON page (incident, purpose) WHERE state <> 'ended';
        DROP INDEX one_live_page_per_incident;
        """

    private static let paging = """
        CREATE TABLE escalation_policy (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text NOT NULL,
            team uuid,
            lowest_priority smallint NOT NULL
                CONSTRAINT priority_of_a_policy CHECK (lowest_priority BETWEEN 1 AND 5),
            state text NOT NULL CONSTRAINT state_of_a_policy CHECK (state IN ('active', 'retired')),
            record jsonb NOT NULL
        );
        CREATE INDEX escalation_policy_by_name ON escalation_policy (name, id);
        -- The last word on "one policy per team and priority".
        CREATE UNIQUE INDEX one_policy_per_team_and_priority ON escalation_policy
            (coalesce(team, '00000000-0000-0000-0000-000000000000'), lowest_priority) WHERE state = 'active';

        CREATE TABLE page (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            incident uuid NOT NULL,
            state text NOT NULL
                CONSTRAINT state_of_a_page CHECK (state IN ('ringing', 'acknowledged', 'unanswered', 'ended')),
            called_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        -- The last word on "one page per incident".
        CREATE UNIQUE INDEX one_live_page_per_incident ON page (incident) WHERE state <> 'ended';
        CREATE INDEX page_by_incident ON page (incident, called_at);
        CREATE INDEX page_by_call ON page (called_at, id);

        CREATE TABLE pager_contact (
            person uuid NOT NULL,
            kind text NOT NULL CONSTRAINT kind_of_contact CHECK (kind IN ('mail', 'webhook', 'app')),
            -- Of a mail box or a webhook; an app asks by itself.
            address text,
            PRIMARY KEY (person, kind),
            CONSTRAINT address_of_a_contact CHECK ((address IS NULL) = (kind = 'app'))
        );

        -- The ledger of calls: one line for each way to reach each of those whom a step calls.
        CREATE TABLE page_delivery (
            id uuid PRIMARY KEY,
            page uuid NOT NULL,
            ring integer NOT NULL,
            step integer NOT NULL,
            round integer NOT NULL,
            person uuid,
            schedule uuid,
            kind text NOT NULL CONSTRAINT kind_of_delivery CHECK (kind IN ('mail', 'webhook', 'app', 'none')),
            address text,
            state text NOT NULL
                CONSTRAINT state_of_delivery CHECK (state IN ('queued', 'sent', 'failed', 'dropped')),
            attempts integer NOT NULL DEFAULT 0,
            next_at timestamptz NOT NULL,
            last_answer text,
            made_at timestamptz NOT NULL,
            sent_at timestamptz
        );
        -- The last word on "each step calls each of them once".
        CREATE UNIQUE INDEX each_call_once ON page_delivery
            (page, ring, coalesce(person, '00000000-0000-0000-0000-000000000000'), kind, coalesce(address, ''));
        CREATE INDEX page_delivery_due ON page_delivery (next_at) WHERE state = 'queued' AND kind <> 'app';
        CREATE INDEX page_delivery_by_person ON page_delivery (person, made_at);

        -- Every try, with what the receiver answered; without an answer the copy that made it has stopped.
        CREATE TABLE page_attempt (
            delivery uuid NOT NULL,
            number integer NOT NULL,
            at timestamptz NOT NULL,
            answered_at timestamptz,
            answer text,
            PRIMARY KEY (delivery, number)
        );
        """
}
