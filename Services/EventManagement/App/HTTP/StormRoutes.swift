import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Storms: list, read, journal, why.
struct StormRoutes {
    private static let root = "/api/v1/storms"
    private static let one = "/api/v1/storms/{id}"

    let database: Database

    private static let listing = Listing(
        key: Listing.Column("id", "storm.id", .uuid), sorts: [Listing.Column("beganAt", "began_at", .date)],
        standard: "-beganAt",
        filters: [
            .any("state", "storm.state", .oneOf(Storm.State.self), "States"),
            .any("integration", "integration", .uuid, orNone: true, "Integrations; none for all together"),
        ])

    private static let tables: SQL = "storm LEFT JOIN integration AS i ON i.id = storm.integration"
    private static let columns: SQL = """
        storm.version, storm.record, i.name, CASE WHEN storm.state = 'raging' THEN (
            SELECT count(*) FROM situation WHERE state = 'pending' AND situation.record ->> 'heldBy' IS NOT NULL
        ) ELSE 0 END AS held
        """

    func add(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List storms of alerts; those that rage now by state=raging", for: .may(.alertsRead),
            by: Self.listing, of: StormView.self
        ) { _, wanted in
            try await database.transaction { tx in
                try wanted.read(Self.columns, from: Self.tables, in: tx) { try StormView($0) }
            }
        }
        api.get(Self.one, "Read a storm", for: .may(.alertsRead), answers: StormView.self) { call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in
                try tx.first("SELECT \(Self.columns) FROM \(Self.tables) WHERE storm.id = \(id)") {
                    try StormView($0)
                }
            }
            guard let view else { throw NotFound(Storm.kind, id.uuidString.lowercased()) }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: Storm.self, at: Self.one, in: database) { key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Storm.kind, key) }
            return try StormStore().read(id, in: tx).record.id
        }
    }
}

/// A storm as the API shows it.
struct StormView: Codable, Sendable {
    let id: UUID
    let version: Int
    let state: Storm.State
    /// Whose alerts; nil for those of all integrations together.
    let integration: Named?
    /// New alerts of the minute before it began.
    let rate: Int
    /// New alerts a minute that were usual in the hour before.
    let baseline: Double
    let because: String
    /// Situations that others do not hear of until it is over, or until what speaks for them is.
    let held: Int
    let beganAt: Date
    let endedAt: Date?
    /// How many new alerts came while it raged; known at its end.
    let alerts: Int?

    init(_ row: Row) throws {
        let kept = try StormStore.kept(row)
        let storm = kept.record
        id = storm.id
        version = kept.version
        state = storm.state
        let name: String? = try row.value("name")
        integration = storm.onset.integration.map { Named(id: $0, name: name) }
        rate = storm.onset.rate
        baseline = storm.onset.baseline
        because = storm.onset.why.because
        held = try row.value("held")
        beganAt = storm.beganAt
        endedAt = storm.endedAt
        alerts = storm.alerts
    }
}
