import Postgres

/// A number of the report on contacts: what it says in words and as a formula, and which records it is made of. The one place where it
/// is defined (DOMAIN.md 2.12).
struct ContactFigure: Sendable {
    enum Unit: String, Codable, CaseIterable, Sendable {
        /// How many contacts.
        case count
        /// Which part of the contacts is so, from 0 to 1.
        case share
    }

    let id: String
    let unit: Unit
    let text: String
    let formula: String
    /// Grows whenever the number would come out differently.
    let version: Int
    /// Which contacts of a period count.
    let condition: SQL
    /// 1 and 0 for a share.
    let value: SQL

    static let all = [
        ContactFigure(
            id: "contacts", unit: .count,
            text: "How often people got in touch: with trouble, for something offered, or for something that is not.",
            formula: "count(from ≤ contacted < until)", version: 1, condition: "TRUE", value: "1"),
        ContactFigure(
            id: "self-service", unit: .share,
            text: "Of all contacts, those that people made by themselves, in the portal or through the interface.",
            formula: "contacts made by the person ÷ contacts", version: 1, condition: "TRUE",
            value: "CASE c.channel WHEN 'portal' THEN 1 ELSE 0 END"),
        ContactFigure(
            id: "first-contact", unit: .share,
            text: """
                FCR: of the reports of trouble that agents took and that were not cancelled, those resolved within an hour by the \
                agent who took them, with nobody else at it, and not reopened within 7 days.
                """,
            formula: "resolved ≤ 60 min after by who took it, no other assignee, not reopened ≤ 7 days ÷ taken",
            version: 1,
            condition: """
                c.kind = 'contact' AND c.channel <> 'portal' AND i.state ->> 'state' IS DISTINCT FROM 'cancelled'
                """,
            value: resolvedAtFirstContact),
    ]

    static func named(_ id: String) -> ContactFigure? { all.first { $0.id == id } }

    /// The journal of a contact tells what became of its incident, and by whom.
    private static let resolvedAtFirstContact: SQL = """
        CASE WHEN (i.state ->> 'assignee' IS NULL OR (i.state ->> 'assignee')::uuid = c.agent) AND EXISTS (
            SELECT FROM (
                SELECT j.at, j.actor FROM journal AS j
                WHERE j.record = c.id AND \(incident("j")) IN ('resolved', 'closed') ORDER BY j.sequence LIMIT 1
            ) AS done
            WHERE done.actor = 'person:' || c.agent::text AND done.at <= c.contacted_at + interval '60 minutes'
                AND NOT EXISTS (
                    SELECT FROM journal AS again
                    WHERE again.record = c.id AND again.at > done.at AND again.at <= done.at + interval '7 days'
                        AND \(incident("again")) NOT IN ('resolved', 'closed', 'cancelled')))
        THEN 1 ELSE 0 END
        """

    /// The state of the incident that a line of the contact's journal tells of.
    private static func incident(_ line: String) -> SQL {
        """
        coalesce(\(unsafe: line).fact -> 'incidentMoved', \(unsafe: line).fact -> 'incidentOpened') -> 'incident' ->> 'state'
        """
    }
}
