import Postgres

/// What people are told: the queue of mail that is also everybody's in-app inbox.
enum NoticeTables {
    static let migrations = [Migration(name: "m0020_notice", sql: notice)]

    private static let notice = """
        -- Who sends: the key that signs message ids, the mark that mail of ours carries, and the domain of the sender.
        CREATE TABLE mail_identity (
            is_only boolean PRIMARY KEY DEFAULT true CONSTRAINT one_mail_identity CHECK (is_only),
            key bytea NOT NULL,
            instance uuid NOT NULL,
            domain text NOT NULL
        );
        INSERT INTO mail_identity (key, instance, domain)
        VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), gen_random_uuid(),
            'dienst.invalid');

        CREATE TABLE notice (
            id uuid PRIMARY KEY,
            person uuid NOT NULL REFERENCES person (id),
            cause uuid NOT NULL,
            template text NOT NULL,
            language text NOT NULL,
            record_kind text,
            record uuid,
            number text,
            content jsonb NOT NULL,
            message_id text NOT NULL CONSTRAINT one_notice_per_message_id UNIQUE,
            state text NOT NULL CONSTRAINT known_notice_state
                CHECK (state IN ('queued', 'digest', 'sent', 'failed', 'suppressed', 'digested')),
            address text,
            attempts integer NOT NULL DEFAULT 0,
            next_at timestamptz NOT NULL,
            trying_since timestamptz NOT NULL,
            last_answer text,
            digest uuid REFERENCES notice (id) ON DELETE SET NULL,
            created_at timestamptz NOT NULL,
            sent_at timestamptz,
            read_at timestamptz,
            CONSTRAINT one_notice_per_cause UNIQUE (person, cause, template),
            CONSTRAINT a_record_or_a_digest CHECK ((template = 'digest') = (record IS NULL)),
            CONSTRAINT record_has_kind_and_number
                CHECK ((record IS NULL) = (record_kind IS NULL) AND (record IS NULL) = (number IS NULL))
        );
        CREATE INDEX notice_to_send ON notice (next_at) WHERE state = 'queued';
        CREATE INDEX notice_for_digest ON notice (person, created_at) WHERE state = 'digest';
        CREATE INDEX notice_part_of_digest ON notice (digest) WHERE digest IS NOT NULL;
        CREATE INDEX notice_in_inbox ON notice (person, created_at, id) WHERE template <> 'digest';
        CREATE INDEX notice_unread ON notice (person) WHERE read_at IS NULL AND template <> 'digest';
        CREATE INDEX notice_by_record ON notice (record, person, created_at);
        CREATE INDEX notice_by_time ON notice (created_at, id);
        CREATE INDEX notice_by_state ON notice (state, created_at, id) WHERE state IN ('failed', 'digest', 'queued');

        CREATE TABLE notice_preference (
            person uuid PRIMARY KEY REFERENCES person (id),
            choices jsonb NOT NULL
        );
        """
}
