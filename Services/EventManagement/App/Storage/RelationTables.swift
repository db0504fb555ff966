import Postgres

/// What can cause what.
enum RelationTables {
    static let migrations = [Migration(name: "m0644_cause_relations", sql: relations)]

    private static let relations = """
        CREATE TABLE cause_relation (
            id uuid PRIMARY KEY,
            version integer NOT NULL,
            state text NOT NULL CONSTRAINT known_cause_relation_state
                CHECK (state IN ('configured', 'learned', 'rejected', 'ended')),
            cause_check text NOT NULL,
            cause_class text NOT NULL,
            effect_check text NOT NULL,
            effect_class text NOT NULL,
            support integer,
            confidence float8,
            created_at timestamptz NOT NULL,
            record jsonb NOT NULL
        );
        CREATE UNIQUE INDEX one_relation_per_pair
            ON cause_relation (cause_check, cause_class, effect_check, effect_class) WHERE state <> 'ended';
        CREATE INDEX cause_relation_by_creation ON cause_relation (created_at, id);
        CREATE INDEX cause_relation_by_effect ON cause_relation (effect_check, id);

        -- Rises whenever a relation changes, so that copies know when to read them again.
        CREATE TABLE cause_relation_edition (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), edition bigint NOT NULL
        );
        INSERT INTO cause_relation_edition (edition) VALUES (1);
        """
}
