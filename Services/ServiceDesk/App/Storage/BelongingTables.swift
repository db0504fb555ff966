import Postgres

/// Organisations, their sites, roles that administrators made, and what ties people and services to them.
enum BelongingTables {
    static let migrations = [Migration(name: "m0010_belonging", sql: belonging)]

    private static let belonging = """
        CREATE TABLE organisation (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            kind text NOT NULL CONSTRAINT known_organisation_kind CHECK (kind IN ('provider', 'customer')),
            parent uuid REFERENCES organisation (id) CONSTRAINT no_part_of_itself CHECK (parent <> id),
            state text NOT NULL CONSTRAINT known_organisation_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_organisation_per_name ON organisation (lower(name)) WHERE state = 'active';
        CREATE INDEX organisation_by_name ON organisation (name, id);
        CREATE INDEX organisation_by_parent ON organisation (parent);

        CREATE TABLE site (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            organisation uuid REFERENCES organisation (id),
            state text NOT NULL CONSTRAINT known_site_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_site_per_name
            ON site (coalesce(organisation, '00000000-0000-0000-0000-000000000000'), lower(name))
            WHERE state = 'active';
        CREATE INDEX site_by_name ON site (name, id);

        CREATE TABLE role_definition (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_role_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_role_per_name ON role_definition (lower(name)) WHERE state = 'active';
        CREATE INDEX role_by_name ON role_definition (name, id);

        ALTER TABLE person
            ADD COLUMN organisation uuid REFERENCES organisation (id),
            ADD COLUMN site uuid REFERENCES site (id),
            ADD COLUMN manager uuid REFERENCES person (id),
            ADD COLUMN vip boolean NOT NULL DEFAULT false,
            ADD COLUMN custom_roles uuid[] NOT NULL DEFAULT '{}';
        CREATE INDEX person_by_organisation ON person (organisation, name, id);
        CREATE INDEX person_by_manager ON person (manager) WHERE manager IS NOT NULL;
        ALTER TABLE service ADD COLUMN audience uuid[] NOT NULL DEFAULT '{}';
        """
}
