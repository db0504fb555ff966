import Chassis
import Foundation
import Postgres
import Records

/// Changes within reach; a customer's organisation is reached by changes that touch services they may use.
private func scopeOfChanges(_ caller: Principal) -> Scope {
    let organisation: SQL =
        caller.organisation == nil
        ? "TRUE" : "services && ARRAY(\(Scope.services(openTo: caller.organisation)))"
    return Scope(
        own: "requester = \(caller.id) OR assignee = \(caller.id)", team: "team = ANY(\(caller.teams))",
        organisation: organisation)
}

extension Sight {
    static let changes = Sight(of: "change", in: "changes", by: .changesRead) { scopeOfChanges($0) }

    /// Whoever may see a change may see its maintenance windows.
    static let windows = Sight(of: "maintenance window", in: "maintenance_windows", by: .changesRead) { caller in
        let seen = Sight.changes.visible(to: caller) ?? "TRUE"
        let windows: SQL = "change IN (SELECT id FROM changes WHERE \(seen))"
        return Scope(own: windows)
    }
}
