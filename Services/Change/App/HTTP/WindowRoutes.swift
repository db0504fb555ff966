import ChangeDomain
import Chassis
import Foundation
import Messaging
import Postgres
import Records

/// Maintenance windows: what is muted, since when and until when. They move only with their changes.
struct WindowRoutes {
    let database: Database
    let windows: WindowStore
    let names: NameReader

    func add(to api: inout API) {
        let path = "/api/v1/maintenance-windows"
        api.list(
            path, "List maintenance windows", for: .may(.changesRead),
            by: RecordList<MaintenanceWindow>.windows.listing,
            of: WindowView.self, list)
        api.get(
            path + "/{number}", "Read a maintenance window, by number or id", for: .may(.changesRead),
            answers: WindowView.self
        ) {
            call in
            try await reading(call) { kept, tx in
                .ok(try WindowView.views([kept], names, in: tx)[0], version: kept.version)
            }
        }
        api.get(
            path + "/{number}/journal", "All that happened to a maintenance window", for: .may(.changesRead),
            answers: JournalAnswer.self
        ) { call in
            try await reading(call) { kept, tx in .ok(try RecordHistory.journal(of: kept.record.id, in: tx)) }
        }
        api.get(
            path + "/{number}/why", "Why a maintenance window opened and ended", for: .may(.changesRead),
            answers: WhyAnswer.self
        ) { call in
            try await reading(call) { kept, tx in
                .ok(try RecordHistory.why(MaintenanceWindow.self, kept.record.id, in: tx))
            }
        }
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<WindowView> {
        try await database.transaction { tx in
            let found = try RecordList<MaintenanceWindow>.windows.read(
                wanted, where: Sight.windows.visible(to: call.principal), in: tx)
            return Page(try WindowView.views(found.kept, names, in: tx), next: found.next)
        }
    }

    private func reading<Value: Codable & Sendable>(
        _ call: Call, _ answer: @escaping @Sendable (Kept<MaintenanceWindow>, Transaction) throws -> Answer<Value>
    ) async throws -> Answer<Value> {
        let key = try call.path("number")
        return try await database.transaction { tx in
            guard let kept = try windows.read(key, in: tx) else { throw NotFound("maintenance window", key) }
            try Sight.windows.check(kept.record.id, as: key, by: call.principal, in: tx)
            return try answer(kept, tx)
        }
    }
}
