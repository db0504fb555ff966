import Postgres

/// What hangs on records of any kind: what was said, files, links, time, and who is looking.
enum ConversationTables {
    static let migrations = [Migration(name: "m0030_conversation", sql: conversation)]

    private static let conversation = """
        CREATE TABLE conversation (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            kind text NOT NULL,
            about uuid NOT NULL,
            record jsonb NOT NULL,
            CONSTRAINT one_conversation_per_record UNIQUE (kind, about)
        );

        -- Replies are public, notes internal. Never changed; a note taken back loses its text and keeps its place.
        CREATE TABLE conversation_entry (
            id uuid PRIMARY KEY,
            conversation uuid NOT NULL REFERENCES conversation (id),
            position integer NOT NULL,
            kind text NOT NULL CONSTRAINT known_entry_kind CHECK (kind IN ('reply', 'note')),
            side text NOT NULL CONSTRAINT known_entry_side CHECK (side IN ('staff', 'requester')),
            author uuid NOT NULL REFERENCES person (id),
            channel text NOT NULL,
            text text NOT NULL,
            mentions uuid[] NOT NULL,
            at timestamptz NOT NULL,
            withdrawn_at timestamptz,
            CONSTRAINT one_entry_per_position UNIQUE (conversation, position),
            CONSTRAINT notes_come_from_staff CHECK (kind = 'reply' OR side = 'staff'),
            CONSTRAINT only_notes_are_withdrawn CHECK (withdrawn_at IS NULL OR (kind = 'note' AND text = ''))
        );

        -- A file belongs to nobody but its uploader until an entry carries it.
        CREATE TABLE attachment (
            id uuid PRIMARY KEY,
            kind text NOT NULL,
            about uuid NOT NULL,
            name text NOT NULL,
            type text NOT NULL,
            size bigint NOT NULL,
            digest text,
            uploaded_by uuid NOT NULL REFERENCES person (id),
            uploaded_at timestamptz NOT NULL,
            entry uuid REFERENCES conversation_entry (id),
            CONSTRAINT only_whole_files_are_sent CHECK (entry IS NULL OR digest IS NOT NULL)
        );
        CREATE INDEX attachment_by_record ON attachment (kind, about);
        CREATE INDEX attachment_by_entry ON attachment (entry);
        CREATE TABLE attachment_chunk (
            attachment uuid NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
            position integer NOT NULL,
            bytes bytea NOT NULL,
            PRIMARY KEY (attachment, position)
        );
        ALTER TABLE attachment_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

        -- Kept once, from the end that has a parent, is the duplicate, is caused, or comes after.
        CREATE TABLE record_link (
            id uuid PRIMARY KEY,
            relation text NOT NULL CONSTRAINT known_relation
                CHECK (relation IN ('parent', 'duplicate-of', 'related', 'caused-by', 'follows')),
            from_kind text NOT NULL,
            from_id uuid NOT NULL,
            to_kind text NOT NULL,
            to_id uuid NOT NULL,
            linked_by uuid NOT NULL REFERENCES person (id),
            linked_at timestamptz NOT NULL,
            CONSTRAINT one_link_per_pair UNIQUE (relation, from_kind, from_id, to_kind, to_id),
            CONSTRAINT no_link_to_itself CHECK ((from_kind, from_id) <> (to_kind, to_id))
        );
        CREATE UNIQUE INDEX one_parent_per_record ON record_link (from_kind, from_id) WHERE relation = 'parent';
        CREATE INDEX record_link_by_origin ON record_link (from_kind, from_id);
        CREATE INDEX record_link_by_target ON record_link (to_kind, to_id);

        CREATE TABLE time_spent (
            id uuid PRIMARY KEY,
            kind text NOT NULL,
            about uuid NOT NULL,
            person uuid NOT NULL REFERENCES person (id),
            minutes integer NOT NULL CONSTRAINT a_day_at_most CHECK (minutes BETWEEN 1 AND 1440),
            activity text NOT NULL,
            note text,
            worked_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL
        );
        CREATE INDEX time_spent_by_record ON time_spent (kind, about, worked_at);

        -- Who is looking is forgotten after a crash, and nobody misses it.
        CREATE UNLOGGED TABLE presence (
            kind text NOT NULL,
            about uuid NOT NULL,
            person uuid NOT NULL,
            doing text NOT NULL CONSTRAINT known_doing CHECK (doing IN ('viewing', 'typing')),
            since timestamptz NOT NULL,
            until timestamptz NOT NULL,
            PRIMARY KEY (kind, about, person)
        );
        CREATE INDEX presence_by_end ON presence (until);
        """
}
