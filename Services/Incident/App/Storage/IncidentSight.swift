import Chassis
import Postgres
import Records

extension Sight {
    /// Who may see and move which incidents: those who reported them or work on them, their teams, their organisation.
    static let incidents = Sight(of: "incident", in: "incident", by: .incidentsRead) { caller in
        Scope(
            own: "requester = \(caller.id) OR assignee = \(caller.id)", team: "team = ANY(\(caller.teams))",
            organisation: Scope.organisation("organisation", of: caller))
    }
}
