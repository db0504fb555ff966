import Chassis
import Foundation
import Postgres
import Records

/// Problems, their candidates and known errors are the provider's own: a customer's people see none of them by their
/// organisation.
private func isProvider(_ caller: Principal) -> SQL { caller.organisation == nil ? "TRUE" : "FALSE" }

extension Sight {
    static let problems = Sight(of: "problem", in: "problem", by: .problemsRead) { caller in
        Scope(
            own: "assignee = \(caller.id)", team: "team = ANY(\(caller.teams))", organisation: isProvider(caller))
    }

    /// Whoever may see a problem may see its known error.
    static let knownErrors = Sight(of: "known error", in: "known_error", by: .problemsRead) { caller in
        Scope(
            own: "problem IN (SELECT id FROM problem WHERE assignee = \(caller.id))",
            team: "problem IN (SELECT id FROM problem WHERE team = ANY(\(caller.teams)))",
            organisation: isProvider(caller))
    }

    /// Candidates are nobody's yet.
    static let candidates = Sight(of: "candidate", in: "candidate", by: .problemsRead) { caller in
        Scope(own: "FALSE", organisation: isProvider(caller))
    }
}
