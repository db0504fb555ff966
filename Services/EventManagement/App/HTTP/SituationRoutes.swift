import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Situations: list, read, journal, why.
struct SituationRoutes {
    private static let root = "/api/v1/situations"
    private static let one = "/api/v1/situations/{number}"

    let database: Database
    let shelf: ModelShelf

    private static let listing = Listing(
        sorts: [
            Listing.Column("openedAt", "opened_at", .date), Listing.Column("severity", "severity_rank", .integer),
            Listing.Column("number", "number", .text),
        ],
        standard: "-openedAt",
        filters: [
            .any("state", "state", .oneOf(Situation.State.self), "States"),
            .any("severity", "severity", .oneOf(Severity.self), "Severities"),
            .any("cause", "cause_item", .uuid, orNone: true, "Configuration items taken for the cause"),
            .any("exceeds", "exceeded_change", .uuid, orNone: true, "Changes whose declared impact they exceed"),
            .from("openedFrom", "opened_at", .date, "Opened at or after"),
            .until("openedUntil", "opened_at", .date, "Opened before"),
        ],
        search: { "strpos(lower(number || ' ' || cause_name || ' ' || summary), lower(\($0))) > 0" })

    func add(to api: inout API) {
        let (database, shelf) = (database, shelf)
        api.list(Self.root, "List situations", for: .may(.alertsRead), by: Self.listing, of: SituationView.self) {
            call, wanted in
            try await database.transaction { tx in
                let model = try shelf.model(in: tx)
                let visible = Sight.situations.visible(to: try call.principal)
                return try wanted.read(
                    "version, record, \(MemberStore.first)", from: "situation", where: visible, in: tx
                ) {
                    SituationView(try SituationStore().decode($0), alerts: try $0.value("alerts"), model)
                }
            }
        }
        api.get(Self.one, "Read a situation", for: .may(.alertsRead), answers: SituationView.self) { call in
            let key = try call.path("number")
            let view = try await database.transaction { tx in
                let kept = try SituationStore().read(key, in: tx)
                try Sight.situations.check(kept.record.id, as: key, by: call.principal, in: tx)
                let alerts = try MemberStore().first(of: kept.record.id, in: tx)
                return SituationView(kept, alerts: alerts, try shelf.model(in: tx))
            }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: Situation.self, at: Self.one, in: database) { key, caller, tx in
            let id = try SituationStore().read(key, in: tx).record.id
            try Sight.situations.check(id, as: key, by: caller, in: tx)
            return id
        }
    }
}
