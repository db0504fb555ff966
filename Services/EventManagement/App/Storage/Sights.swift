import Chassis
import Foundation
import Postgres
import Records

extension Sight {
    /// Alerts are reached by who looks after them, and by the business service they hurt: whose team restores it, who may
    /// use it.
    static let alerts = Sight(of: "alert", in: "alert", by: .alertsRead) { caller in
        Scope(
            own: "alert.assigned_person IS NOT DISTINCT FROM \(caller.id)",
            team: """
                alert.assigned_team = ANY(\(caller.teams)) OR alert.service IN (\(Scope.services(of: caller.teams)))
                """,
            organisation: caller.organisation == nil
                ? "TRUE" : "alert.service IN (\(Scope.services(openTo: caller.organisation)))")
    }

    static let situations = Sight(of: "situation", in: "situation", by: .alertsRead) { caller in
        Scope(
            own: "FALSE", team: "services && ARRAY(\(Scope.services(of: caller.teams)))",
            organisation: caller.organisation == nil
                ? "TRUE" : "services && ARRAY(\(Scope.services(openTo: caller.organisation)))")
    }
}

/// Health is shown to everybody for the services they may use.
enum HealthSight {
    static func visible(to caller: Principal) -> SQL? {
        caller.isStaff || caller.organisation == nil
            ? nil : "id IN (\(Scope.services(openTo: caller.organisation)))"
    }

    /// Throws `NotFound` when the caller may not see the health of this service, exactly as if there were none.
    static func check(_ service: UUID, by caller: Principal, in tx: Transaction) throws {
        guard let condition = visible(to: caller) else { return }
        let isSeen = try tx.first("SELECT id FROM service_health WHERE id = \(service) AND \(condition)") { _ in true }
        guard isSeen != nil else { throw NotFound("business service", service.uuidString.lowercased()) }
    }
}
