import ChangeDomain
import Chassis
import Contracts
import Messaging
import Postgres
import Records

/// A list of one kind of record: how it may be narrowed and ordered, and which tables that takes.
struct RecordList<Record: Lifecycle>: Sendable {
    let listing: Listing
    /// The table, and what joins it when a filter looks into an array of its rows.
    let table: SQL
    let joins: [(filter: String, join: SQL)]

    func read(
        _ wanted: Wanted, where visible: SQL? = nil, in tx: Transaction
    ) throws -> (kept: [Kept<Record>], next: String?) {
        let used = joins.filter { wanted.query.text($0.filter) != nil }.map(\.join)
        let columns: SQL = used.isEmpty ? "record, version" : "DISTINCT record, version"
        let page = try wanted.read(columns, from: used.reduce(table, +), where: visible, in: tx) {
            try StoredRecord<Record>($0)
        }
        return (page.items.map(\.kept), page.next)
    }
}

/// Joins that name the elements of an array column, each by id and by name.
private enum Join {
    static func services(in column: String) -> SQL {
        """
         CROSS JOIN LATERAL (
            SELECT key FROM unnest(\(unsafe: column)) AS held (held_id)
            LEFT JOIN reference_state ON subject = \(ServiceAnnounced.subject) AND reference_state.record = held_id
            CROSS JOIN LATERAL (VALUES (held_id::text), (upper(held_id::text)), (state ->> 'name')) AS keys (key)
        ) AS service
        """
    }

    static func items(in column: String) -> SQL {
        """
         CROSS JOIN LATERAL (
            SELECT key FROM unnest(\(unsafe: column)) AS held (held_id)
            LEFT JOIN (SELECT id AS item_id, name AS item_name FROM configuration_items) AS items ON item_id = held_id
            CROSS JOIN LATERAL (VALUES (held_id::text), (upper(held_id::text)), (item_name)) AS keys (key)
        ) AS item
        """
    }
}

extension RecordList<ConfigurationItem> {
    static var items: Self {
        Self(
            listing: Listing(
                sorts: [.init("name", "name", .text)], standard: "name",
                filters: [
                    .any("name", "name", .text, "Only these names"),
                    .any("class", "item_class", .text, "Only these classes"),
                    .any("service", "service.key", .text, "Only what carries these business services, by id or name"),
                    .flag("active", "state = 'active'", "Without those that are retired"),
                ],
                search: { words in
                    """
                    (strpos(lower(name), lower(\(words))) > 0
                        OR strpos(lower(record ->> 'aliases'), lower(\(words))) > 0)
                    """
                }),
            table: "configuration_items", joins: [("service", Join.services(in: "supports"))])
    }
}

extension RecordList<Change> {
    static var changes: Self {
        Self(
            listing: Listing(
                sorts: [
                    .init("draftedAt", "drafted_at", .date), .init("number", "number", .text),
                    .init("start", "coalesce(planned_start, timestamptz '2100-01-01 00:00:00+00')", .date),
                ],
                standard: "-draftedAt",
                filters: [
                    .any("state", "state", .oneOf(Change.State.self), "Only these states"),
                    .any("type", "type", .oneOf(Change.Kind.self), "Only these types"),
                    .any("item", "item.key", .text, "Only with these configuration items in scope, by id or name"),
                    .any(
                        "service", "service.key", .text, "Only with a declared impact on these services, by id or name"),
                    .any("requester", "requester", .uuid, "Only of these people"),
                    .any("assignee", "assignee", .uuid, orNone: true, "Only assigned to these people"),
                    .any("team", "team", .uuid, orNone: true, "Only assigned to these teams"),
                    .from("startFrom", "planned_start", .date, "Planned to start at or after"),
                    .until("startUntil", "planned_start", .date, "Planned to start before"),
                ],
                search: { "(number = upper(\($0)) OR strpos(lower(summary), lower(\($0))) > 0)" }),
            table: "changes",
            joins: [("item", Join.items(in: "scope")), ("service", Join.services(in: "services"))])
    }
}

extension RecordList<MaintenanceWindow> {
    static var windows: Self {
        Self(
            listing: Listing(
                sorts: [.init("start", "starts_at", .date), .init("number", "number", .text)], standard: "-start",
                filters: [
                    .any("state", "state", .oneOf(MaintenanceWindow.State.self), "Only these states"),
                    .any("change", "change_number", .text, "Only of the changes with these numbers"),
                    .any("item", "item.key", .text, "Only with these configuration items in scope, by id or name"),
                    .from("startFrom", "starts_at", .date, "Starting at or after"),
                    .until("startUntil", "starts_at", .date, "Starting before"),
                ]),
            table: "maintenance_windows", joins: [("item", Join.items(in: "scope"))])
    }
}
