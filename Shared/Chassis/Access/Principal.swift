import Foundation
import HTTPTypes
import Records

/// Who is calling, as the desk vouches for them.
package struct Principal: Equatable, Sendable {
    package let id: UUID
    package let name: String
    package let roles: Set<Role>
    package let teams: [UUID]
    /// The customer organisation of a requester; nil for the provider's own people.
    package let organisation: UUID?
    /// That organisation, then its parts and theirs: as far as they reach who reach their organisation.
    package let organisations: [UUID]
    /// All they may do: of their roles, and of roles that the suite's administrators made.
    package let grants: Grants

    /// The most organisations a token carries.
    package static let mostOrganisations = 50

    /// Without grants those of the roles count, without organisations their own.
    package init(
        id: UUID, name: String, roles: Set<Role>, teams: [UUID] = [], organisation: UUID? = nil,
        organisations: [UUID]? = nil, grants: Grants? = nil
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.teams = teams
        self.organisation = organisation
        self.organisations = organisations ?? organisation.map { [$0] } ?? []
        self.grants = grants ?? Grants.of(roles)
    }

    /// On which records they may do this; nil for none.
    package func reach(of action: Action) -> Reach? { grants[action] }

    /// Whether they may do this on any record at all.
    package func may(_ action: Action) -> Bool { grants[action] != nil }

    /// Whether they work for the provider in some way, and not only ask for what is theirs.
    package var isStaff: Bool { grants.areOfStaff }

    /// Whether a record of this organisation is one of theirs; the provider's own people have none, as have its own records.
    package func belongs(to organisation: UUID?) -> Bool {
        organisation.map(organisations.contains) ?? (self.organisation == nil)
    }

    package func has(_ role: Role) -> Bool { roles.contains(role) }
}

/// Whom an endpoint serves. Which records they may see or move is the use case's question.
package enum Access: Equatable, Sendable {
    /// No sign-in; the handler checks whatever credential it needs itself.
    case anyone
    case signedIn
    /// The browser's session cookie instead of an access token; the desk's handlers check it themselves.
    case session
    /// Whoever works for the provider in some way.
    case staff
    /// Whoever may do this on some records at least.
    case may(Action)

    /// The cookie that `session` means.
    package static let sessionCookie = "dienst_session"

    package static let agents = Access.may(.contactsWork)
    package static let managers = Access.may(.catalogueManage)
    package static let administrators = Access.may(.settingsManage)

    func allows(_ principal: Principal) -> Bool {
        switch self {
        case .may(let action): principal.may(action)
        case .staff: principal.isStaff
        case .anyone, .signedIn, .session: true
        }
    }
}

extension ErrorReply {
    /// The refusal of somebody who may not do this: 403.
    package static func permissionNeeded(_ action: Action) -> ErrorReply {
        ErrorReply(.forbidden, "permission_needed", "This needs the permission \(action.rawValue).")
    }
}

/// Turns the bearer token of a request into whoever it stands for.
package protocol Authenticator: Sendable {
    /// Throws `TokenRefused` for a token that is not good, `KeysUnknown` when it cannot be judged yet.
    func principal(bearer token: String) async throws -> Principal
}

/// The token is not good. The reason is for the log; the caller learns only that it is not good.
package struct TokenRefused: Error, Equatable, Sendable {
    /// The reason when the token is signed with a key that has not arrived here, or never will.
    package static let unknownKey = "unknown key"

    package let reason: String
    package init(_ reason: String) { self.reason = reason }
}

/// The desk's keys have not arrived yet: the caller may try again soon.
package struct KeysUnknown: Error, Equatable, Sendable {
    package init() {}
}
