import Contracts
import Foundation
import Postgres
import Records

/// Which rows a reach covers: the one place where `own`, `team` and `organisation` become SQL.
package struct Scope: Sendable {
    /// Rows that are the caller's own, such as `requester = …`.
    let own: SQL
    /// Rows of the caller's teams; nil where no team has any.
    let team: SQL?
    /// Rows of the caller's organisation; nil where no organisation has any.
    let organisation: SQL?

    package init(own: SQL, team: SQL? = nil, organisation: SQL? = nil) {
        self.own = own
        self.team = team
        self.organisation = organisation
    }

    /// The condition for rows within reach; nil when every row is. Without a reach there is none.
    package func condition(_ reach: Reach?) -> SQL? {
        switch reach {
        case nil: "FALSE"
        case .own: Self.any([own])
        case .team: Self.any([own, team])
        case .organisation: Self.any([own, team, organisation])
        case .all: nil
        }
    }

    private static func any(_ conditions: [SQL?]) -> SQL {
        "(\(conditions.compactMap { $0 }.joined(separator: " OR ")))"
    }

    /// Rows whose column names the caller's organisation or a part of it; the provider's own people have none, as have its
    /// own records.
    package static func organisation(_ column: SQL, of caller: Principal) -> SQL {
        caller.organisation == nil ? "\(column) IS NULL" : "\(column) = ANY(\(caller.organisations))"
    }

    /// Rows whose column, a list of organisations, is open to the caller: an empty list is open to everyone.
    package static func audience(_ column: SQL, of organisation: UUID?) -> SQL {
        guard let organisation else { return "TRUE" }
        return "(cardinality(\(column)) = 0 OR \(column) @> ARRAY[\(organisation)]::uuid[])"
    }

    /// Ids of the business services that a customer may use, as the desk announced them; all of them for the provider.
    package static func services(openTo organisation: UUID?) -> SQL {
        let all: SQL = "SELECT record FROM reference_state WHERE subject = \(ServiceAnnounced.subject)"
        guard let organisation else { return all }
        return "\(all) AND (NOT state ? 'audience' OR state -> 'audience' ? \(organisation.uuidString))"
    }

    /// Ids of the business services that one of these teams restores, as the desk announced them.
    package static func services(of teams: [UUID]) -> SQL {
        """
        SELECT record FROM reference_state
        WHERE subject = \(ServiceAnnounced.subject) AND (state ->> 'team')::uuid = ANY(\(teams))
        """
    }
}
