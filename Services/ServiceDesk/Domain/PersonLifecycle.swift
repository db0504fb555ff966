import Foundation
import Records

extension Person {
    package enum Command: Equatable, Sendable {
        case revise(Details)
        case changeRoles([Role])
        case changeCustomRoles([UUID])
        case joinTeam(UUID)
        case leaveTeam(UUID)
        /// The password itself is kept elsewhere.
        case setPassword
        /// Its secret is kept elsewhere.
        case turnOnSecondFactor
        case turnOffSecondFactor
        case deactivate
        case reactivate
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(details: Details, roles: [Role], teams: [UUID])
        case revised(details: Details)
        case rolesChanged(roles: [Role])
        case customRolesChanged(roles: [UUID])
        case joinedTeam(team: UUID)
        case leftTeam(team: UUID)
        case passwordSet
        case secondFactorTurnedOn
        case secondFactorTurnedOff
        case deactivated
        case reactivated
    }

    /// The whole lifecycle: each line is one legal move, told twice changes nothing, anything else is rejected.
    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.active, .revise(let details)): details == self.details ? [] : [.revised(details: details)]
        case (.active, .changeRoles(let roles)): roles == self.roles ? [] : [.rolesChanged(roles: roles)]
        case (.active, .changeCustomRoles(let roles)): roles == customRoles ? [] : [.customRolesChanged(roles: roles)]
        case (.active, .joinTeam(let team)): try joining(team)
        case (.active, .leaveTeam(let team)): teams.contains(team) ? [.leftTeam(team: team)] : []
        case (.active, .setPassword): [.passwordSet]
        case (.active, .turnOnSecondFactor): [.secondFactorTurnedOn]
        case (.active, .turnOffSecondFactor): [.secondFactorTurnedOff]
        case (.active, .deactivate): [.deactivated]
        case (.active, .reactivate), (.inactive, .deactivate): []
        case (.inactive, .reactivate): [.reactivated]
        case (.inactive, _):
            throw Rejection("\(details.name) is deactivated: reactivate this person first.", code: "inactive")
        }
    }

    private func joining(_ team: UUID) throws(Rejection) -> [Fact] {
        guard !teams.contains(team) else { return [] }
        guard teams.count < Self.mostTeams else {
            throw Rejection(
                "\(details.name) is in \(teams.count) teams already: leave one first.", code: "too_many_teams")
        }
        return [.joinedTeam(team: team)]
    }
}
