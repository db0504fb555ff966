import Chassis
import Postgres
import Records

extension Sight {
    /// Who may see which contacts: who took them, and whose organisation the person is of.
    static let contacts = Sight(of: "contact", in: "contact", by: .contactsRead) { caller in
        let organisation = Scope.organisation("organisation", of: caller)
        return Scope(
            own: "agent = \(caller.id)", organisation: "person IN (SELECT id FROM person WHERE \(organisation))")
    }
}
