import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Organisations: staff may read all, everybody else their own.
struct OrganisationRoutes: Sendable {
    let database: Database
    private let kept = KeepOrganisations()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/organisations"
        api.list(root, "List organisations", for: .signedIn, by: OrganisationLists.listing, of: OrganisationView.self) {
            call, wanted in
            try await database.transaction { try OrganisationLists.page(wanted, for: call.principal, in: $0) }
        }
        api.post(
            root, "Define an organisation", for: .may(.peopleManage), accepts: NewOrganisation.self,
            answers: OrganisationView.self, define)
        api.get("\(root)/{id}", "Read an organisation", for: .signedIn, answers: OrganisationView.self, read)
        api.patch(
            "\(root)/{id}", "Revise an organisation", for: .may(.peopleManage), accepts: OrganisationRevision.self,
            answers: OrganisationView.self, revise)
        api.post(
            "\(root)/{id}/deactivate", "Deactivate an organisation", for: .may(.peopleManage),
            answers: OrganisationView.self
        ) { call in
            try await perform(.deactivate, "deactivate", call)
        }
        api.post(
            "\(root)/{id}/reactivate", "Reactivate an organisation", for: .may(.peopleManage),
            answers: OrganisationView.self
        ) { call in
            try await perform(.reactivate, "reactivate", call)
        }
        api.history(of: Organisation.self, at: "\(root)/{id}", for: .may(.peopleRead), in: database)
    }

    private func define(_ call: Call, _ body: NewOrganisation) async throws -> Answer<OrganisationView> {
        let details = try body.details()
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let made = try kept.define(details, by: provenance, in: tx)
                return .created(
                    OrganisationView(made), version: made.version,
                    at: "/api/v1/organisations/\(made.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<OrganisationView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        return try await database.transaction { tx in
            guard let found = try OrganisationStore().read(id, in: tx), isVisible(found.record, to: reader) else {
                throw NotFound(Organisation.kind, id.uuidString.lowercased())
            }
            return .ok(OrganisationView(found), version: found.version)
        }
    }

    private func revise(_ call: Call, _ revision: OrganisationRevision) async throws -> Answer<OrganisationView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let revised = try await database.transaction { tx in
            try kept.revise(id, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(OrganisationView(revised), version: revised.version)
    }

    private func perform(
        _ command: Organisation.Command, _ word: String, _ call: Call
    ) async throws -> Answer<OrganisationView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let moved = try kept.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(OrganisationView(moved), version: moved.version)
            }
        }
    }

    private func isVisible(_ organisation: Organisation, to reader: Principal) -> Bool {
        reader.may(.peopleRead) || organisation.id == reader.organisation
    }
}
