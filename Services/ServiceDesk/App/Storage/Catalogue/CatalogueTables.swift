import Postgres

/// What is offered: domains, offerings, request items and their editions.
enum CatalogueTables {
    static let migrations = [Migration(name: "m0040_catalogue", sql: catalogue)]

    private static let catalogue = """
        -- Domains beside IT, their offerings, and what one can ask for.
        CREATE TABLE catalogue_domain (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_domain_state CHECK (state IN ('active', 'inactive')),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_active_domain_per_name ON catalogue_domain (lower(name)) WHERE state = 'active';
        CREATE INDEX domain_by_name ON catalogue_domain (name, id);

        CREATE TABLE offering (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_offering_state CHECK (state IN ('draft', 'published', 'retired')),
            domain uuid NOT NULL REFERENCES catalogue_domain (id),
            service uuid REFERENCES service (id),
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_published_offering_per_name ON offering (domain, lower(name)) WHERE state = 'published';
        CREATE INDEX offering_by_name ON offering (name, id);

        CREATE TABLE request_item (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            name text COLLATE "und-x-icu" NOT NULL,
            state text NOT NULL CONSTRAINT known_item_state CHECK (state IN ('draft', 'published', 'retired')),
            offering uuid NOT NULL REFERENCES offering (id),
            edition integer NOT NULL,
            topic text,
            defined_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_published_item_per_name ON request_item (offering, lower(name)) WHERE state = 'published';
        CREATE INDEX request_item_by_name ON request_item (name, id);
        CREATE INDEX request_item_by_offering ON request_item (offering);

        -- Requests keep to the edition they were made by.
        CREATE TABLE request_item_edition (
            item uuid NOT NULL REFERENCES request_item (id),
            edition integer NOT NULL,
            content jsonb NOT NULL,
            PRIMARY KEY (item, edition)
        );
        """
}
