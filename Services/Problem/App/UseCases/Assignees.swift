import Contracts
import Foundation
import Messaging
import Postgres
import Records

/// Teams and people that work can be given to, as the desk announced them.
enum Assignees {
    /// Throws `Invalid` for a team or person that is unknown here or no longer active.
    static func check(team: UUID?, person: UUID?, in tx: Transaction) throws {
        if let team, try Projection<TeamAnnounced>().find(team, in: tx)?.active != true {
            throw Invalid("This team is not known here, or no longer active.", field: "team", code: "unknown_team")
        }
        if let person, try Projection<PersonAnnounced>().find(person, in: tx)?.active != true {
            throw Invalid(
                "This person is not known here, or no longer active.", field: "person", code: "unknown_person")
        }
    }
}
