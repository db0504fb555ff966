import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Request items: staff may read them all, managers decide; everybody else browses the catalogue.
struct RequestItemRoutes: Sendable {
    let database: Database
    private let catalogue = KeepCatalogue()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/request-items"
        api.list(
            root, "List request items", for: .may(.requestsWork), by: CatalogueLists.items, of: RequestItemView.self
        ) {
            _, wanted in
            try await database.transaction { try CatalogueLists.items(wanted, in: $0) }
        }
        api.post(
            root, "Define a request item", for: .may(.catalogueManage), accepts: NewRequestItem.self,
            answers: RequestItemView.self,
            define)
        api.get("\(root)/{id}", "Read a request item", for: .may(.requestsWork), answers: RequestItemView.self, read)
        api.put(
            "\(root)/{id}", "Give a request item another content: a new edition", for: .may(.catalogueManage),
            accepts: RequestItemRevision.self, answers: RequestItemView.self, revise)
        api.post(
            "\(root)/{id}/publish", "Publish a request item", for: .may(.catalogueManage), answers: RequestItemView.self
        ) {
            call in try await perform(.publish, "publish", call)
        }
        api.post(
            "\(root)/{id}/retire", "Retire a request item", for: .may(.catalogueManage), answers: RequestItemView.self
        ) {
            call in try await perform(.retire, "retire", call)
        }
        api.history(of: RequestItem.self, at: "\(root)/{id}", for: .may(.requestsWork), in: database)
    }

    private func define(_ call: Call, _ body: NewRequestItem) async throws -> Answer<RequestItemView> {
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.define(body.content, in: body.offering, by: provenance, in: tx)
                return .created(
                    RequestItemView(kept), version: kept.version,
                    at: "/api/v1/request-items/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<RequestItemView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { try RequestItemStore().read(id, in: $0) }
        guard let kept else { throw NotFound(RequestItem.kind, id.uuidString.lowercased()) }
        return .ok(RequestItemView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ body: RequestItemRevision) async throws -> Answer<RequestItemView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            try catalogue.revise(id, to: body.content, expecting: version, by: provenance, in: tx)
        }
        return .ok(RequestItemView(kept), version: kept.version)
    }

    private func perform(
        _ command: RequestItem.Command, _ word: String, _ call: Call
    ) async throws -> Answer<RequestItemView> {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(RequestItemView(kept), version: kept.version)
            }
        }
    }
}
