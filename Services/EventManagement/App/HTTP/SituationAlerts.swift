import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// The alerts of a situation, also those that came with another one that was merged into it.
struct SituationAlerts {
    private static let columns: SQL = "alert.version, alert.record, pulse.last_seen, pulse.events, pulse.late_events"
    private static let tables: SQL = """
        situation_member AS member JOIN alert ON alert.id = member.alert LEFT JOIN pulse ON pulse.alert = alert.id
        """

    let database: Database
    let shelf: ModelShelf

    func add(to api: inout API) {
        let (database, shelf) = (database, shelf)
        api.get(
            "/api/v1/situations/{number}/alerts", "Its alerts, the oldest first, at most two hundred",
            for: .may(.alertsRead), answers: SituationAlertsAnswer.self
        ) { call in
            let (key, caller) = (try call.path("number"), try call.principal)
            return .ok(
                try await database.transaction { tx in
                    let id = try SituationStore().read(key, in: tx).record.id
                    try Sight.situations.check(id, as: key, by: caller, in: tx)
                    let found = try tx.query(
                        """
                        SELECT \(Self.columns) FROM \(Self.tables)
                        WHERE member.situation = \(id) AND \(Sight.alerts.visible(to: caller) ?? "TRUE")
                        ORDER BY member.onset, member.alert LIMIT \(MemberStore.most)
                        """
                    ) { try StoredAlert($0) }
                    let (model, names) = (try shelf.model(in: tx), try AlertNames(of: found.map(\.record), in: tx))
                    return SituationAlertsAnswer(
                        items: found.map { AlertView($0.kept, heard: $0.heard, model, names) })
                })
        }
    }
}

struct SituationAlertsAnswer: Codable, Sendable {
    let items: [AlertView]
}
