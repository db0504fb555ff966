import Postgres

/// Whose incidents they are.
enum BelongingTables {
    static let migrations = [Migration(name: "m0010_belonging", sql: belonging)]

    private static let belonging = """
        ALTER TABLE incident ADD COLUMN organisation uuid;
        CREATE INDEX incident_by_organisation ON incident (organisation, opened_at, id);
        CREATE INDEX incident_by_requester ON incident (requester, opened_at, id);
        CREATE INDEX incident_by_team ON incident (team, opened_at, id);
        """
}
