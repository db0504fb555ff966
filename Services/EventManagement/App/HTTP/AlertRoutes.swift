import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Alerts: list, read, journal, why.
struct AlertRoutes {
    private static let root = "/api/v1/alerts"
    private static let one = "/api/v1/alerts/{number}"

    let database: Database
    let shelf: ModelShelf

    private static let listing = Listing(
        key: Listing.Column("id", "alert.id", .uuid),
        sorts: [
            Listing.Column("onset", "onset", .date), Listing.Column("severity", "severity_rank", .integer),
            Listing.Column("number", "number", .text),
        ],
        standard: "-onset",
        filters: [
            .any("state", "state", .oneOf(Alert.State.self), "States"),
            .any("severity", "alert.severity", .oneOf(Severity.self), "Severities"),
            .flag("suppressed", "cardinality(mute_reasons) > 0", "Only those that something mutes now"),
            .anyIn("muted", "mute_reasons", .oneOf(Alert.Overlay.Reason.self), "What mutes them now"),
            .flag("acknowledged", "acknowledged", "Only those that somebody has seen"),
            .any("team", "assigned_team", .uuid, orNone: true, "Teams that look after them"),
            .any("person", "assigned_person", .uuid, orNone: true, "People who look after them"),
            .any("change", "muting_change", .uuid, "Changes whose maintenance mutes them, or muted them last"),
            .any("exceeds", "exceeded_change", .uuid, orNone: true, "Changes whose declared impact they exceed"),
            .any("ci", "item", .uuid, orNone: true, "Configuration items they are about"),
            .any("service", "service", .uuid, orNone: true, "Business services they hurt most"),
            .any("situation", "situation", .uuid, orNone: true, "Situations they came into"),
            .any("integration", "integration", .uuid, "Integrations they came from"),
            .from("from", "onset", .date, "That began at or after"),
            .until("until", "onset", .date, "That began before"),
        ],
        search: { "strpos(lower(number || ' ' || check_name || ' ' || summary), lower(\($0))) > 0" })

    private static let columns: SQL = "alert.version, alert.record, pulse.last_seen, pulse.events, pulse.late_events"
    private static let tables: SQL = "alert LEFT JOIN pulse ON pulse.alert = alert.id"

    func add(to api: inout API) {
        let (database, shelf) = (database, shelf)
        api.list(Self.root, "List alerts", for: .may(.alertsRead), by: Self.listing, of: AlertView.self) {
            call, wanted in
            try await database.transaction { tx in
                let model = try shelf.model(in: tx)
                let visible = Sight.alerts.visible(to: try call.principal)
                let page = try wanted.read(Self.columns, from: Self.tables, where: visible, in: tx) {
                    try StoredAlert($0)
                }
                let names = try AlertNames(of: page.items.map(\.record), in: tx)
                return Page(page.items.map { AlertView($0.kept, heard: $0.heard, model, names) }, next: page.next)
            }
        }
        api.get(Self.one, "Read an alert", for: .may(.alertsRead), answers: AlertView.self) { call in
            let key = try call.path("number")
            let view = try await database.transaction { tx in
                let kept = try AlertStore().read(key, in: tx)
                try Sight.alerts.check(kept.record.id, as: key, by: call.principal, in: tx)
                return try AlertView(kept, in: tx, shelf)
            }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: Alert.self, at: Self.one, in: database) { key, caller, tx in
            let id = try AlertStore().read(key, in: tx).record.id
            try Sight.alerts.check(id, as: key, by: caller, in: tx)
            return id
        }
    }
}
