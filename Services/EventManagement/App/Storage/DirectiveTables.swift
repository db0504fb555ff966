import Postgres

/// What rules, silences and inhibitions have in common came after their tables.
enum DirectiveTables {
    static let migrations = [
        Migration(name: "m0941_ends_of_rules", sql: ends), Migration(name: "m0943_directive_editions", sql: editions),
    ]

    private static let editions = """
        CREATE SEQUENCE directive_edition;
        SELECT setval('directive_edition', (
            SELECT max(edition) FROM (
                SELECT edition FROM alert_rule_edition UNION ALL SELECT edition FROM silence_edition
                UNION ALL SELECT edition FROM inhibition_edition
            ) AS editions));
        """

    /// Rules keep when they were retired, as the others keep when they ended; their journals know.
    private static let ends = """
        UPDATE alert_rule SET record = alert_rule.record || jsonb_build_object(
            'endedAt', to_char(journal.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        FROM journal
        WHERE journal.record = alert_rule.id AND journal.name = 'retired' AND alert_rule.state = 'retired';
        """
}
