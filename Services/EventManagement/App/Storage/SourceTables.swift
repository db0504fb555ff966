import Postgres

/// What belongs to integrations beside their records.
enum SourceTables {
    static let migrations =
        [Migration(name: "m0200_source_payloads", sql: payloads)] + HeartbeatTables.migrations + StreamLeases.migrations

    private static let payloads = "CREATE INDEX intake_by_integration ON intake (integration, id);"
}
