import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Business services: anybody signed in may read them.
struct ServiceRoutes: Sendable {
    let database: Database
    private let services = KeepServices()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/services"
        api.list(
            root, "List business services", for: .signedIn, by: ServiceLists.listing, of: ServiceView.self
        ) { call, wanted in
            try await database.transaction { try ServiceLists.page(wanted, for: call.principal, in: $0) }
        }
        api.post(
            root, "Define a business service", for: .may(.servicesManage), accepts: NewService.self,
            answers: ServiceView.self, define)
        api.get("\(root)/{id}", "Read a business service", for: .signedIn, answers: ServiceView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a business service", for: .may(.servicesManage), accepts: ServiceRevision.self,
            answers: ServiceView.self, revise)
        api.post(
            "\(root)/{id}/deactivate", "Deactivate a business service", for: .may(.servicesManage),
            answers: ServiceView.self
        ) { call in try await perform(.deactivate, "deactivate", call) }
        api.post(
            "\(root)/{id}/reactivate", "Reactivate a business service", for: .may(.servicesManage),
            answers: ServiceView.self
        ) { call in try await perform(.reactivate, "reactivate", call) }
        api.history(of: BusinessService.self, at: "\(root)/{id}", for: .may(.configurationRead), in: database)
    }

    private func define(_ call: Call, _ body: NewService) async throws -> Answer<ServiceView> {
        let details = try BusinessService.Details(
            name: body.name, description: body.description, criticality: body.criticality,
            valuePerHour: body.valuePerHour, owner: body.owner, team: body.team,
            audience: body.audience ?? [])
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try services.define(details, by: provenance, in: tx)
                return .created(
                    ServiceView(kept), version: kept.version,
                    at: "/api/v1/services/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<ServiceView> {
        let (id, reader) = (try call.uuid("id"), try call.principal)
        let kept = try await database.transaction { try ServiceStore().read(id, in: $0) }
        guard let kept, ServiceLists.isVisible(kept.record, to: reader) else {
            throw NotFound(BusinessService.kind, id.uuidString.lowercased())
        }
        return .ok(ServiceView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: ServiceRevision) async throws -> Answer<ServiceView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            try services.revise(id, expecting: version, by: provenance, in: tx) { try revision.revising($0) }
        }
        return .ok(ServiceView(kept), version: kept.version)
    }

    private func perform(
        _ command: BusinessService.Command, _ word: String, _ call: Call
    ) async throws -> Answer<ServiceView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try services.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(ServiceView(kept), version: kept.version)
            }
        }
    }
}
