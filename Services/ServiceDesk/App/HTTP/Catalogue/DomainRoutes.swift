import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Domains of the catalogue: anybody signed in may read them, managers decide.
struct DomainRoutes: Sendable {
    let database: Database
    private let catalogue = KeepCatalogue()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/catalogue-domains"
        api.list(root, "List domains", for: .signedIn, by: CatalogueLists.domains, of: DomainView.self) { _, wanted in
            try await database.transaction { try CatalogueLists.domains(wanted, in: $0) }
        }
        api.post(
            root, "Define a domain", for: .may(.catalogueManage), accepts: NewDomain.self, answers: DomainView.self,
            define)
        api.get("\(root)/{id}", "Read a domain", for: .signedIn, answers: DomainView.self, read)
        api.patch(
            "\(root)/{id}", "Revise a domain", for: .may(.catalogueManage), accepts: DomainRevision.self,
            answers: DomainView.self,
            revise)
        api.post(
            "\(root)/{id}/deactivate", "Deactivate a domain", for: .may(.catalogueManage), answers: DomainView.self
        ) { call in
            try await perform(.deactivate, "deactivate", call)
        }
        api.post(
            "\(root)/{id}/reactivate", "Reactivate a domain", for: .may(.catalogueManage), answers: DomainView.self
        ) { call in
            try await perform(.reactivate, "reactivate", call)
        }
        api.history(of: ServiceDomain.self, at: "\(root)/{id}", for: .may(.requestsWork), in: database)
    }

    private func define(_ call: Call, _ body: NewDomain) async throws -> Answer<DomainView> {
        let details = try ServiceDomain.Details(
            name: body.name, description: body.description, icon: body.icon, teams: body.teams ?? [])
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.define(details, by: provenance, in: tx)
                return .created(
                    DomainView(kept), version: kept.version,
                    at: "/api/v1/catalogue-domains/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<DomainView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { try DomainStore().read(id, in: $0) }
        guard let kept else { throw NotFound(ServiceDomain.kind, id.uuidString.lowercased()) }
        return .ok(DomainView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: DomainRevision) async throws -> Answer<DomainView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            guard let now = try DomainStore().find(id, in: tx)?.record else {
                throw NotFound(ServiceDomain.kind, id.uuidString.lowercased())
            }
            return try catalogue.perform(
                .revise(revision.revising(now.details)), on: id, expecting: version, by: provenance, in: tx)
        }
        return .ok(DomainView(kept), version: kept.version)
    }

    private func perform(
        _ command: ServiceDomain.Command, _ word: String, _ call: Call
    ) async throws -> Answer<DomainView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(DomainView(kept), version: kept.version)
            }
        }
    }
}
