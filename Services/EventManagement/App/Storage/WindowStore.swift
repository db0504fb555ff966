import Contracts
import EventDomain
import Foundation
import Postgres

/// Maintenance windows that are open, as far as change has told.
struct WindowStore {
    func open(at now: Date, in tx: Transaction) throws -> [Maintenance] {
        try tx.query(
            """
            SELECT id, change, change_number, scope, declared_services, declared_impacts, ends_at
            FROM open_window WHERE ends_at > \(now)
            """
        ) { row in
            let services: [UUID] = try row.value("declared_services")
            let impacts: [ServiceImpact] = try row.value("declared_impacts")
            return Maintenance(
                window: try row.value("id"),
                change: ChangeReference(id: try row.value("change"), number: try row.value("change_number")),
                scope: Set(try row.value("scope") as [UUID]),
                declared: Dictionary(zip(services, impacts)) { max($0, $1) }, end: try row.value("ends_at"))
        }
    }

    func keep(_ window: MaintenanceWindowAnnounced, in tx: Transaction) throws {
        // A word of a later edition that we do not know declares nothing: rather one incident too many.
        let impacts = window.expectedImpact.map { ServiceImpact(rawValue: $0.impact) ?? .none }
        try tx.execute(
            """
            INSERT INTO open_window (id, change, change_number, scope, declared_services, declared_impacts, ends_at)
            VALUES (
                \(window.record), \(window.change), \(window.changeNumber), \(window.scope),
                \(window.expectedImpact.map(\.service)), \(impacts), \(window.end)
            )
            ON CONFLICT (id) DO UPDATE SET
                change = excluded.change, change_number = excluded.change_number, scope = excluded.scope,
                declared_services = excluded.declared_services, declared_impacts = excluded.declared_impacts,
                ends_at = excluded.ends_at
            """)
    }

    func forget(_ window: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM open_window WHERE id = \(window)")
    }
}
