/// Brings a database's schema up to date, each migration once, however many processes start together.
package struct Migrator {
    /// One lock for all who migrate a database; the number is arbitrary but must never change.
    private static let lock = 4_927_163_550

    /// Applies what is missing, in order, each in its own transaction; answers the names newly applied by this call.
    ///
    /// Throws ``MigrationError`` when an applied text was changed, and ``DatabaseError``.
    package static func apply(_ migrations: [Migration], to database: Database) async throws -> [String] {
        try refuseDuplicates(migrations)
        try await database.transaction { try prepare($0) }
        var applied: [String] = []
        for migration in migrations {
            let isNew = try await database.transaction { try apply(migration, in: $0) }
            if isNew { applied.append(migration.name) }
        }
        return applied
    }

    private static func refuseDuplicates(_ migrations: [Migration]) throws(MigrationError) {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw .duplicate(name: migration.name)
        }
    }

    private static func prepare(_ transaction: Transaction) throws {
        try waitForTurn(transaction)
        try transaction.executeScript(foundation)
    }

    private static func apply(_ migration: Migration, in transaction: Transaction) throws -> Bool {
        try waitForTurn(transaction)
        let isUnchanged: Bool? = try transaction.first(
            """
            SELECT checksum = encode(sha256(convert_to(\(migration.sql), 'UTF8')), 'hex') AS is_unchanged
            FROM schema_migration
            WHERE name = \(migration.name)
            """
        ) { try $0.value("is_unchanged") }
        if let isUnchanged {
            guard isUnchanged else { throw MigrationError.changed(name: migration.name) }
            return false
        }
        try transaction.executeScript(migration.sql)
        try transaction.execute(
            """
            INSERT INTO schema_migration (name, checksum)
            VALUES (\(migration.name), encode(sha256(convert_to(\(migration.sql), 'UTF8')), 'hex'))
            """)
        return true
    }

    /// Waits as long as the others take, but not for locks on tables that the running version uses.
    private static func waitForTurn(_ transaction: Transaction) throws {
        try transaction.executeScript("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        try transaction.execute("SELECT pg_advisory_xact_lock(\(lock))")
        try transaction.executeScript("SET LOCAL lock_timeout TO DEFAULT")
    }

    private static let foundation = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            name text PRIMARY KEY,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        );
        CREATE TABLE IF NOT EXISTS clock_shift (
            is_only boolean PRIMARY KEY DEFAULT true CONSTRAINT one_clock_shift CHECK (is_only),
            shift interval NOT NULL DEFAULT interval '0'
        );
        INSERT INTO clock_shift DEFAULT VALUES ON CONFLICT DO NOTHING;
        -- Stable, though the clock runs on: within one statement one time is enough, and indexes may serve it.
        CREATE OR REPLACE FUNCTION dienst_now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
        BEGIN
            RETURN date_trunc('milliseconds', clock_timestamp() + (SELECT shift FROM clock_shift));
        END
        $$;
        """
}
