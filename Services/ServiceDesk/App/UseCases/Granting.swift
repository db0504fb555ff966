import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Postgres
import Records

/// What one person may give to another: nothing they do not hold. Who holds all that an administrator holds may give
/// everything, since they could give themselves the rest.
struct Granting: Sendable {
    private let giver: Principal

    init(by giver: Principal) {
        self.giver = giver
    }

    /// Throws 403 naming the first permission that the giver does not hold, or not as far.
    func check(_ grants: Grants) throws(ErrorReply) {
        guard !giver.grants.lacks(Grants.of(.administrator)).isEmpty else { return }
        guard let action = giver.grants.lacks(grants).first else { return }
        throw ErrorReply(
            .forbidden, "grant_exceeds_own", "You do not hold \(action.rawValue) as far as this.",
            field: "grants.\(action.rawValue)")
    }

    /// Whether this person's account may be changed: taking over an account means holding what it holds.
    func check(changing person: Person, in tx: Transaction) throws {
        guard person.id != giver.id else { return }
        try check(try PersonGrants.of(person, in: tx))
    }

    func check(roles: [Role], custom: [UUID], in tx: Transaction) throws {
        try check(try PersonGrants.of(roles, custom, in: tx))
    }
}

/// What a person may do: what their roles grant, and those that administrators made.
enum PersonGrants {
    static func of(_ person: Person, in tx: Transaction) throws -> Grants {
        try of(person.roles, person.customRoles, in: tx)
    }

    static func of(_ roles: [Role], _ custom: [UUID], in tx: Transaction) throws -> Grants {
        try RoleDefinitionStore().grants(of: custom, in: tx).values.reduce(Grants.of(roles)) { $0.merging($1) }
    }
}
