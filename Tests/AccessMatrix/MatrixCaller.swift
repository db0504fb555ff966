import Chassis
import Foundation
import Records

/// Who asks in the matrix: each role of the suite's own, and two that an administrator might make. All are the same person in
/// the same team.
package enum MatrixCaller: String, CaseIterable, Sendable {
    case requester, agent, manager, administrator
    /// Everything that has a reach, as far as their team.
    case teamRole
    /// Everything that has a reach, as far as their organisation.
    case organisationRole

    package static let person = UUID()
    package static let team = UUID()
    /// The organisation of `requester` and `organisationRole`; the others are the provider's own.
    package static let organisation = UUID()

    package var principal: Principal {
        let isCustomer = self == .requester || self == .organisationRole
        return Principal(
            id: Self.person, name: rawValue, roles: Role(rawValue: rawValue).map { [$0] } ?? [], teams: [Self.team],
            organisation: isCustomer ? Self.organisation : nil, grants: grants)
    }

    var grants: Grants {
        let scoped = Action.allCases.filter { $0.reaches.count > 1 }
        return switch self {
        case .requester: Grants.of(.requester)
        case .agent: Grants.of(.agent)
        case .manager: Grants.of(.manager)
        case .administrator: Grants.of(.administrator)
        case .teamRole: Grants(.team, scoped)
        case .organisationRole: Grants(.organisation, scoped)
        }
    }
}

/// Whose a record is, seen from the callers.
package enum MatrixRow: String, CaseIterable, Sendable {
    /// The person's own, in nobody's team, of the organisation.
    case own
    /// Of the person's team, of another organisation.
    case team
    /// Of the person's organisation, in another team.
    case organisation
    case otherOrganisation
}

/// Lets in whoever the token names.
package struct MatrixDoorman: Authenticator {
    package init() {}

    package func principal(bearer token: String) async throws -> Principal {
        guard let caller = MatrixCaller(rawValue: token) else { throw TokenRefused("test") }
        return caller.principal
    }
}
