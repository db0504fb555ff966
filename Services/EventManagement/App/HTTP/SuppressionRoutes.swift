import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// The suppression ledger: what muted which alert, from when to when, and why.
struct SuppressionRoutes {
    let database: Database

    private static let tables: SQL = "suppression JOIN alert ON alert.id = suppression.alert"
    private static let columns: SQL = """
        suppression.id, suppression.alert, alert.number, reason, source, name, since, until, because, ended_at, ended_because
        """

    private static let listing = Listing(
        key: Listing.Column("id", "suppression.id", .uuid),
        sorts: [Listing.Column("since", "since", .date)],
        standard: "-since",
        filters: [
            .any("alert", "suppression.alert", .uuid, "Alerts"),
            .any("reason", "reason", .oneOf(Alert.Overlay.Reason.self), "What kind of thing muted them"),
            .any("source", "source", .uuid, orNone: true, "The windows, silences, rules or people that did"),
            .flag("open", "ended_at IS NULL", "Only those that mute now"),
            .from("from", "since", .date, "That began at or after"),
            .until("until", "since", .date, "That began before"),
        ])

    func add(to api: inout API) {
        let database = database
        api.list(
            "/api/v1/suppressions", "What muted which alert, and why", for: .may(.alertsRead), by: Self.listing,
            of: SuppressionView.self
        ) { call, wanted in
            try await database.transaction { tx in
                let visible = Sight.alerts.visible(to: try call.principal)
                return try wanted.read(Self.columns, from: Self.tables, where: visible, in: tx) {
                    try SuppressionView($0)
                }
            }
        }
        api.get(
            "/api/v1/alerts/{number}/suppressions", "All that ever muted it, the newest first", for: .may(.alertsRead),
            answers: SuppressionsAnswer.self
        ) { call in
            let key = try call.path("number")
            return .ok(
                try await database.transaction { tx in
                    let id = try AlertStore().read(key, in: tx).record.id
                    try Sight.alerts.check(id, as: key, by: call.principal, in: tx)
                    return SuppressionsAnswer(
                        items: try tx.query(
                            """
                            SELECT \(Self.columns) FROM \(Self.tables) WHERE suppression.alert = \(id)
                            ORDER BY since DESC, suppression.id DESC LIMIT 500
                            """
                        ) { try SuppressionView($0) })
                })
        }
    }
}

/// One line of the suppression ledger.
struct SuppressionView: Codable, Sendable {
    let id: UUID
    let alert: UUID
    let number: String
    let reason: Alert.Overlay.Reason
    /// The window, silence, rule or person.
    let source: UUID?
    let name: String
    let since: Date
    /// When it was to end, as far as that was known at the beginning.
    let until: Date?
    let because: String
    let endedAt: Date?
    let endedBecause: String?

    init(_ row: Row) throws {
        id = try row.value("id")
        alert = try row.value("alert")
        number = try row.value("number")
        reason = try row.value("reason")
        source = try row.value("source")
        name = try row.value("name")
        since = try row.value("since")
        until = try row.value("until")
        because = try row.value("because")
        endedAt = try row.value("ended_at")
        endedBecause = try row.value("ended_because")
    }
}

/// The newest five hundred.
struct SuppressionsAnswer: Codable, Sendable {
    let items: [SuppressionView]
}
