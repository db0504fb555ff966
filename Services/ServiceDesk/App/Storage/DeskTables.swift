import Postgres

/// The service's own tables.
enum DeskTables {
    /// In the order of their making; each list belongs to the stores beside it.
    static let migrations: [Migration] = [
        core,
        [SecondFactorStore.migration],
        RecordHeadTables.migrations,
        ArticleTables.migrations,
        NoticeTables.migrations,
        BelongingTables.migrations,
        ConversationTables.migrations,
        TemplateTables.migrations,
        SearchTables.migrations,
        SavedViewTables.migrations,
        PortalTables.migrations,
        ServiceLevelTables.migrations,
        [APITokenStore.migration, ProvisionedStore.migration, SignInProviderStore.migration],
        CatalogueTables.migrations,
        RequestTables.migrations,
        DemandTables.migrations,
        ConversationWordsTables.migrations,
        ApprovalDelegationStore.migrations,
        RenewHeads.migrations,
        StatusUpdateTables.migrations,
        IncidentChildrenTables.migrations,
        ContactTables.migrations,
        ReportSubscriptionTables.migrations,
    ].flatMap { $0 }

    private static let core = [
        Migration(name: "m0001_desk", sql: desk), Migration(name: "m0002_session", sql: session),
    ]

    private static let session = """
        -- Browsers that are signed in. Of the cookie only the digest is kept.
        CREATE TABLE session (
            id uuid PRIMARY KEY,
            digest bytea NOT NULL CONSTRAINT one_session_per_cookie UNIQUE,
            person uuid NOT NULL REFERENCES person (id),
            address text NOT NULL,
            user_agent text NOT NULL,
            begun_at timestamptz NOT NULL,
            used_at timestamptz NOT NULL
        );
        CREATE INDEX session_by_person ON session (person, used_at);
        CREATE INDEX session_by_use ON session (used_at);
        """

    private static let desk = """
        -- People, teams, business services and contacts; who may sign in, and the keys that sign for it.
        CREATE TABLE person (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            sign_in_key text NOT NULL,
            state text NOT NULL CONSTRAINT known_person_state CHECK (state IN ('active', 'inactive')),
            roles text[] NOT NULL,
            teams uuid[] NOT NULL,
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_person_per_sign_in_name ON person (sign_in_key);
        CREATE INDEX person_by_name ON person (name, id);

        CREATE TABLE team (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_team_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_team_per_name ON team (lower(name)) WHERE state = 'active';
        CREATE INDEX team_by_name ON team (name, id);

        CREATE TABLE service (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_service_state CHECK (state IN ('active', 'inactive')),
            criticality integer NOT NULL CONSTRAINT criticality_from_1_to_4 CHECK (criticality BETWEEN 1 AND 4),
            value_per_hour double precision NOT NULL CONSTRAINT value_is_no_debt CHECK (value_per_hour >= 0),
            owner uuid REFERENCES person (id),
            team uuid REFERENCES team (id),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_service_per_name ON service (lower(name)) WHERE state = 'active';
        CREATE INDEX service_by_name ON service (name, id);

        CREATE SEQUENCE con_numbers;
        CREATE TABLE contact (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            number text NOT NULL CONSTRAINT one_contact_per_number UNIQUE,
            state text NOT NULL CONSTRAINT known_contact_state CHECK (state IN ('waiting', 'followed')),
            channel text NOT NULL,
            person uuid NOT NULL REFERENCES person (id),
            agent uuid NOT NULL REFERENCES person (id),
            service uuid REFERENCES service (id),
            summary text NOT NULL,
            incident uuid NOT NULL CONSTRAINT one_contact_per_incident UNIQUE,
            recorded_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE INDEX contact_by_time ON contact (recorded_at, id);
        CREATE INDEX contact_by_person ON contact (person, recorded_at);

        -- Apart from the people, so that no journal, list or announcement can carry a hash.
        CREATE TABLE credential (
            person uuid PRIMARY KEY REFERENCES person (id),
            password_hash text NOT NULL,
            changed_at timestamptz NOT NULL
        );

        -- Failed sign-ins by name and by address, as digests: each costs time, which passing time pays back.
        CREATE TABLE sign_in_debt (
            kind text NOT NULL CONSTRAINT known_debt_kind CHECK (kind IN ('name', 'address')),
            digest bytea NOT NULL,
            paid_at timestamptz NOT NULL,
            PRIMARY KEY (kind, digest)
        );
        CREATE INDEX sign_in_debt_by_time ON sign_in_debt (paid_at);

        -- Keys that sign access tokens: the newest signs once the others know it, older ones check until their last token ends.
        CREATE TABLE signing_key (
            kid text PRIMARY KEY,
            private_key text NOT NULL,
            x text NOT NULL,
            y text NOT NULL,
            signs_at timestamptz NOT NULL,
            ends_at timestamptz
        );
        CREATE UNIQUE INDEX one_newest_key ON signing_key ((true)) WHERE ends_at IS NULL;
        CREATE SEQUENCE signing_key_edition AS integer;
        """
}
