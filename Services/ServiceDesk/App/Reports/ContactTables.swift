import Postgres

/// What reports on contacts read: nothing is counted beforehand, so a report cannot differ from the records behind it.
enum ContactTables {
    static let migrations = [Migration(name: "m0924_person_contact", sql: contacts)]

    private static let contacts = """
        -- Every time a person got in touch: with trouble, for something offered, or for something that is not. What the calendar makes
        -- is no contact.
        CREATE VIEW person_contact AS
        SELECT 'contact' AS kind, c.id, c.number, c.recorded_at AS contacted_at, c.person, c.service, c.summary, c.channel
        FROM contact AS c WHERE c.channel <> 'schedule'
        UNION ALL
        SELECT 'request', r.id, r.number, r.submitted_at, r.requester, r.service, r.item_name,
            CASE WHEN j.actor = 'person:' || r.requester::text THEN 'portal' ELSE 'desk' END
        FROM service_request AS r JOIN journal AS j ON j.record = r.id AND j.sequence = 1
        WHERE j.actor LIKE 'person:%'
        UNION ALL
        SELECT 'unsupported-request', u.id, u.number, u.recorded_at, u.requester, NULL, u.wish,
            CASE WHEN j.actor = 'person:' || u.requester::text THEN 'portal' ELSE 'desk' END
        FROM unsupported_request AS u JOIN journal AS j ON j.record = u.id AND j.sequence = 1
        WHERE j.actor LIKE 'person:%';
        """
}
