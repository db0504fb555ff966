import Chassis
import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records

/// People: anybody signed in may know names, who may read people the rest.
struct PeopleRoutes: Sendable {
    let database: Database
    let passwords: SetPassword
    private let people = KeepPeople()

    init(database: Database, passwords: SetPassword) {
        self.database = database
        self.passwords = passwords
    }

    func add(to api: inout API) {
        let root = "/api/v1/people"
        api.list(root, "List people", for: .signedIn, by: PersonLists.listing, of: PersonView.self, list)
        api.post(
            root, "Define a person", for: .may(.peopleManage), accepts: NewPerson.self, answers: PersonView.self, define
        )
        api.get("\(root)/{id}", "Read a person", for: .signedIn, answers: PersonView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a person", for: .may(.peopleManage), accepts: PersonRevision.self,
            answers: PersonView.self, revise)
        api.post(
            "\(root)/{id}/change-roles", "Give a person other roles", for: .may(.peopleManage), accepts: RolesBody.self,
            answers: PersonView.self, changeRoles)
        api.post(
            "\(root)/{id}/join-team", "Put a person into a team", for: .may(.peopleManage), accepts: TeamBody.self,
            answers: PersonView.self
        ) { call, body in try await perform(.joinTeam(body.team), "join-team", call) }
        api.post(
            "\(root)/{id}/leave-team", "Take a person out of a team", for: .may(.peopleManage), accepts: TeamBody.self,
            answers: PersonView.self
        ) { call, body in try await perform(.leaveTeam(body.team), "leave-team", call) }
        api.post(
            "\(root)/{id}/deactivate", "Deactivate a person, who then cannot sign in", for: .may(.peopleManage),
            answers: PersonView.self
        ) { call in try await perform(.deactivate, "deactivate", call) }
        api.post("\(root)/{id}/reactivate", "Reactivate a person", for: .may(.peopleManage), answers: PersonView.self) {
            call in try await perform(.reactivate, "reactivate", call)
        }
        api.post(
            "\(root)/{id}/password", "Give a person a password", for: .may(.peopleManage), accepts: PasswordBody.self,
            answers: Nothing.self, limit: 16_384, setPassword)
        api.history(of: Person.self, at: "\(root)/{id}", for: .may(.peopleManage), in: database)
    }

    private func list(_ call: Call, _ wanted: Wanted) async throws -> Page<PersonView> {
        let reader = try call.principal
        if !reader.may(.peopleRead), let name = PersonLists.staffParameter(in: wanted) {
            throw ErrorReply(.forbidden, "permission_needed", "Only who may read people may ask this.", field: name)
        }
        return try await database.transaction { try PersonLists.page(wanted, for: reader, in: $0) }
    }

    private func define(_ call: Call, _ body: NewPerson) async throws -> Answer<PersonView> {
        let details = try body.details()
        let (roles, teams) = (try Person.ordered(body.roles ?? [.requester]), try Person.distinct(body.teams ?? []))
        let custom = try Person.distinct(customRoles: body.customRoles ?? [])
        let (provenance, reader) = (try call.provenance("define"), try call.principal)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                try Granting(by: reader).check(roles: roles, custom: custom, in: tx)
                let kept = try people.define(
                    details, roles: roles, teams: teams, customRoles: custom, by: provenance, in: tx)
                return .created(
                    PersonView(kept, for: reader), version: kept.version,
                    at: "/api/v1/people/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<PersonView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let known = PersonLists.known(to: reader)
        let kept = try await database.transaction { try PersonStore().read(id, where: known, in: $0) }
        guard let kept else { throw NotFound(Person.kind, id.uuidString.lowercased()) }
        return .ok(PersonView(kept, for: reader), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: PersonRevision) async throws -> Answer<PersonView> {
        let (id, version, reader) = (try call.uuid("id"), try call.requiredVersion, try call.principal)
        let provenance = try call.provenance("revise")
        let kept = try await database.transaction { tx in
            try checkMayChange(id, reader, in: tx)
            return try people.revise(id, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(PersonView(kept, for: reader), version: kept.version)
    }

    private func perform(_ command: Person.Command, _ word: String, _ call: Call) async throws -> Answer<PersonView> {
        let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                try checkMayChange(id, reader, in: tx)
                let kept = try people.perform(command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(PersonView(kept, for: reader), version: kept.version)
            }
        }
    }

    private func changeRoles(_ call: Call, _ body: RolesBody) async throws -> Answer<PersonView> {
        let (roles, custom) = (try Person.ordered(body.roles), try body.customRoles.map(Person.distinct(customRoles:)))
        let (id, reader, provenance) = (try call.uuid("id"), try call.principal, try call.provenance("change-roles"))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                try checkMayChange(id, reader, in: tx)
                try Granting(by: reader).check(roles: roles, custom: custom ?? [], in: tx)
                let kept = try people.changeRoles(
                    roles, custom: custom, of: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(PersonView(kept, for: reader), version: kept.version)
            }
        }
    }

    private func setPassword(_ call: Call, _ body: PasswordBody) async throws -> Answer<Nothing> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        try await database.transaction { try checkMayChange(id, reader, in: $0) }
        try await passwords.set(body.password, of: id, by: try call.provenance("set-password"))
        return .done
    }

    /// Whoever changes an account must hold what it holds; for one that is not there the command itself refuses.
    private func checkMayChange(_ id: UUID, _ reader: Principal, in tx: Transaction) throws {
        guard let person = try PersonStore().read(id, in: tx)?.record else { return }
        try Granting(by: reader).check(changing: person, in: tx)
    }
}
