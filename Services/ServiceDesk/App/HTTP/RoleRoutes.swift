import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Roles beside those of the suite itself.
struct RoleRoutes: Sendable {
    let database: Database
    private let kept = KeepRoles()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/roles"
        api.list(
            root, "List roles that administrators made", for: .may(.peopleRead), by: RoleLists.listing,
            of: RoleView.self
        ) { _, wanted in
            try await database.transaction { try RoleLists.page(wanted, in: $0) }
        }
        api.post(root, "Define a role", for: .may(.rolesManage), accepts: NewRole.self, answers: RoleView.self, define)
        api.get("\(root)/{id}", "Read a role", for: .may(.peopleRead), answers: RoleView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a role", for: .may(.rolesManage), accepts: RoleRevision.self,
            answers: RoleView.self, revise)
        api.post("\(root)/{id}/deactivate", "Deactivate a role", for: .may(.rolesManage), answers: RoleView.self) {
            call in
            try await perform(.deactivate, "deactivate", call)
        }
        api.post("\(root)/{id}/reactivate", "Reactivate a role", for: .may(.rolesManage), answers: RoleView.self) {
            call in
            try await perform(.reactivate, "reactivate", call)
        }
        api.history(of: RoleDefinition.self, at: "\(root)/{id}", for: .may(.peopleRead), in: database)
    }

    private func define(_ call: Call, _ body: NewRole) async throws -> Answer<RoleView> {
        let details = try body.details()
        let (provenance, giver) = (try call.provenance("define"), try call.principal)
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let made = try kept.define(details, by: giver, provenance, in: tx)
                return .created(
                    RoleView(made), version: made.version,
                    at: "/api/v1/roles/\(made.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<RoleView> {
        let id = try call.uuid("id")
        let found = try await database.transaction { try RoleDefinitionStore().read(id, in: $0) }
        guard let found else { throw NotFound(RoleDefinition.kind, id.uuidString.lowercased()) }
        return .ok(RoleView(found), version: found.version)
    }

    private func revise(_ call: Call, _ revision: RoleRevision) async throws -> Answer<RoleView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let giver = try call.principal
        let revised = try await database.transaction { tx in
            try kept.revise(id, expecting: version, by: giver, provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(RoleView(revised), version: revised.version)
    }

    private func perform(
        _ command: RoleDefinition.Command, _ word: String, _ call: Call
    ) async throws -> Answer<RoleView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        let giver = try call.principal
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let moved = try kept.perform(
                    command, on: id, expecting: call.expectedVersion, by: giver, provenance, in: tx)
                return .ok(RoleView(moved), version: moved.version)
            }
        }
    }
}
