import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Teams: anybody signed in may read them.
struct TeamRoutes: Sendable {
    let database: Database
    private let teams = KeepTeams()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/teams"
        api.list(root, "List teams", for: .signedIn, by: TeamLists.listing, of: TeamView.self) { _, wanted in
            try await database.transaction { try TeamLists.page(wanted, in: $0) }
        }
        api.post(root, "Define a team", for: .may(.peopleManage), accepts: NewTeam.self, answers: TeamView.self, define)
        api.get("\(root)/{id}", "Read a team", for: .signedIn, answers: TeamView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a team", for: .may(.peopleManage), accepts: TeamRevision.self,
            answers: TeamView.self,
            revise)
        api.post("\(root)/{id}/deactivate", "Deactivate a team", for: .may(.peopleManage), answers: TeamView.self) {
            call in
            try await perform(.deactivate, "deactivate", call)
        }
        api.post("\(root)/{id}/reactivate", "Reactivate a team", for: .may(.peopleManage), answers: TeamView.self) {
            call in
            try await perform(.reactivate, "reactivate", call)
        }
        api.history(of: Team.self, at: "\(root)/{id}", for: .may(.peopleRead), in: database)
    }

    private func define(_ call: Call, _ body: NewTeam) async throws -> Answer<TeamView> {
        let details = try Team.Details(name: body.name, description: body.description)
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try teams.define(details, by: provenance, in: tx)
                return .created(
                    TeamView(kept), version: kept.version,
                    at: "/api/v1/teams/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<TeamView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { try TeamStore().read(id, in: $0) }
        guard let kept else { throw NotFound(Team.kind, id.uuidString.lowercased()) }
        return .ok(TeamView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: TeamRevision) async throws -> Answer<TeamView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            try teams.revise(id, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(TeamView(kept), version: kept.version)
    }

    private func perform(_ command: Team.Command, _ word: String, _ call: Call) async throws -> Answer<TeamView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try teams.perform(command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(TeamView(kept), version: kept.version)
            }
        }
    }
}
