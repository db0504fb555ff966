import Foundation
import Records

/// Somebody the suite knows: reports, works, decides, or runs it. Passwords are no part of this record.
package struct Person: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case active, inactive }

    package let id: UUID
    package private(set) var details: Details
    /// In the order of `Role.allCases`, each once.
    package private(set) var roles: [Role]
    /// In the order of joining, each once, at most `mostTeams`.
    package private(set) var teams: [UUID]
    package private(set) var state: State
    package let definedAt: Date
    /// Roles that administrators made, which add to the others; each once, at most `mostCustomRoles`.
    package var customRoles: [UUID] { added ?? [] }
    private var added: [UUID]?

    package static let mostTeams = 50
    package static let mostCustomRoles = 20

    private enum CodingKeys: String, CodingKey {
        case id, details, roles, teams, state, definedAt
        case added = "customRoles"
    }

    /// The form in which two sign-in names are the same, however they are typed.
    package static func signInKey(_ name: String) -> String {
        name.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// Roles once each and in their usual order; at least one.
    package static func ordered(_ roles: [Role]) throws(Invalid) -> [Role] {
        guard !roles.isEmpty else { throw Invalid("Give at least one role.", field: "roles", code: "empty") }
        return Role.allCases.filter(roles.contains)
    }

    /// Teams once each, in the order given, no more than a person may have.
    package static func distinct(_ teams: [UUID]) throws(Invalid) -> [UUID] {
        var seen: Set<UUID> = []
        let distinct = teams.filter { seen.insert($0).inserted }
        guard distinct.count <= mostTeams else {
            throw Invalid("Give at most \(mostTeams) teams.", field: "teams", code: "too_many")
        }
        return distinct
    }

    /// Custom roles once each, in the order given, no more than a person may have.
    package static func distinct(customRoles: [UUID]) throws(Invalid) -> [UUID] {
        var seen: Set<UUID> = []
        let distinct = customRoles.filter { seen.insert($0).inserted }
        guard distinct.count <= mostCustomRoles else {
            throw Invalid("Give at most \(mostCustomRoles) roles.", field: "customRoles", code: "too_many")
        }
        return distinct
    }
}

extension Person: Lifecycle {
    package static let kind = "person"

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> Person? {
        guard case .defined(let details, let roles, let teams) = fact else { return nil }
        return Person(
            id: id, details: details, roles: roles, teams: teams, state: .active, definedAt: instant, added: nil)
    }

    package func applying(_ fact: Fact, at instant: Date) -> Person {
        var person = self
        switch fact {
        case .defined(let details, let roles, let teams):
            (person.details, person.roles, person.teams) = (details, roles, teams)
        case .revised(let details): person.details = details
        case .rolesChanged(let roles): person.roles = roles
        case .customRolesChanged(let roles): person.added = roles.isEmpty ? nil : roles
        case .joinedTeam(let team): person.teams.append(team)
        case .leftTeam(let team): person.teams.removeAll { $0 == team }
        case .passwordSet, .secondFactorTurnedOn, .secondFactorTurnedOff: break
        case .deactivated: person.state = .inactive
        case .reactivated: person.state = .active
        }
        return person
    }
}
