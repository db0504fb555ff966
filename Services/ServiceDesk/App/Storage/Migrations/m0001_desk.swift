import Postgres

extension Migration {
    static let m0001Desk = Migration(
        name: "m0001_desk",
        sql: """
            -- People, teams, business services and contacts; who may sign in, and the keys that sign for it.
            CREATE TABLE people (
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
            CREATE UNIQUE INDEX one_person_per_sign_in_name ON people (sign_in_key);
            CREATE INDEX people_by_name ON people (name, id);

            CREATE TABLE teams (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                name text COLLATE "und-x-icu" NOT NULL,
                state text NOT NULL CONSTRAINT known_team_state CHECK (state IN ('active', 'inactive')),
                defined_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE UNIQUE INDEX one_active_team_per_name ON teams (lower(name)) WHERE state = 'active';
            CREATE INDEX teams_by_name ON teams (name, id);

            CREATE TABLE services (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                name text COLLATE "und-x-icu" NOT NULL,
                state text NOT NULL CONSTRAINT known_service_state CHECK (state IN ('active', 'inactive')),
                criticality integer NOT NULL CONSTRAINT criticality_from_1_to_4 CHECK (criticality BETWEEN 1 AND 4),
                value_per_hour double precision NOT NULL CONSTRAINT value_is_no_debt CHECK (value_per_hour >= 0),
                owner uuid REFERENCES people (id),
                team uuid REFERENCES teams (id),
                defined_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE UNIQUE INDEX one_active_service_per_name ON services (lower(name)) WHERE state = 'active';
            CREATE INDEX services_by_name ON services (name, id);

            CREATE SEQUENCE con_numbers;
            CREATE TABLE contacts (
                id uuid PRIMARY KEY,
                version integer NOT NULL,
                number text NOT NULL CONSTRAINT one_contact_per_number UNIQUE,
                state text NOT NULL CONSTRAINT known_contact_state CHECK (state IN ('waiting', 'followed')),
                channel text NOT NULL,
                person uuid NOT NULL REFERENCES people (id),
                agent uuid NOT NULL REFERENCES people (id),
                service uuid REFERENCES services (id),
                summary text NOT NULL,
                incident uuid NOT NULL CONSTRAINT one_contact_per_incident UNIQUE,
                recorded_at timestamptz NOT NULL,
                record jsonb NOT NULL
            );
            CREATE INDEX contacts_by_time ON contacts (recorded_at, id);
            CREATE INDEX contacts_by_person ON contacts (person, recorded_at);

            -- Apart from the people, so that no journal, list or announcement can carry a hash.
            CREATE TABLE credentials (
                person uuid PRIMARY KEY REFERENCES people (id),
                password_hash text NOT NULL,
                changed_at timestamptz NOT NULL
            );

            -- Failed sign-ins by name and by address, as digests: each costs time, which passing time pays back.
            CREATE TABLE sign_in_debts (
                kind text NOT NULL CONSTRAINT known_debt_kind CHECK (kind IN ('name', 'address')),
                digest bytea NOT NULL,
                paid_at timestamptz NOT NULL,
                PRIMARY KEY (kind, digest)
            );
            CREATE INDEX sign_in_debts_by_time ON sign_in_debts (paid_at);

            -- Keys that sign access tokens: one signs, older ones are good for checking until their last token ends.
            CREATE TABLE signing_keys (
                kid text PRIMARY KEY,
                private_key text NOT NULL,
                x text NOT NULL,
                y text NOT NULL,
                made_at timestamptz NOT NULL,
                ends_at timestamptz
            );
            CREATE UNIQUE INDEX one_key_signs ON signing_keys ((true)) WHERE ends_at IS NULL;
            CREATE SEQUENCE signing_key_editions AS integer;
            """)
}
