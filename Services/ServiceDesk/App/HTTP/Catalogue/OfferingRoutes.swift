import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Offerings: staff may read them all, managers decide; everybody else browses the catalogue.
struct OfferingRoutes: Sendable {
    let database: Database
    private let catalogue = KeepCatalogue()

    init(database: Database) {
        self.database = database
    }

    func add(to api: inout API) {
        let root = "/api/v1/offerings"
        api.list(root, "List offerings", for: .may(.requestsWork), by: CatalogueLists.offerings, of: OfferingView.self)
        {
            _, wanted in
            try await database.transaction { try CatalogueLists.offerings(wanted, in: $0) }
        }
        api.post(
            root, "Define an offering", for: .may(.catalogueManage), accepts: NewOffering.self,
            answers: OfferingView.self, define)
        api.get("\(root)/{id}", "Read an offering", for: .may(.requestsWork), answers: OfferingView.self, read)
        api.patch(
            "\(root)/{id}", "Revise an offering", for: .may(.catalogueManage), accepts: OfferingRevision.self,
            answers: OfferingView.self, revise)
        api.post("\(root)/{id}/publish", "Publish an offering", for: .may(.catalogueManage), answers: OfferingView.self)
        { call in
            try await perform(.publish, "publish", call)
        }
        api.post("\(root)/{id}/retire", "Retire an offering", for: .may(.catalogueManage), answers: OfferingView.self) {
            call in
            try await perform(.retire, "retire", call)
        }
        api.history(of: Offering.self, at: "\(root)/{id}", for: .may(.requestsWork), in: database)
    }

    private func define(_ call: Call, _ body: NewOffering) async throws -> Answer<OfferingView> {
        let details = try Offering.Details(
            domain: body.domain, service: body.service, name: body.name, description: body.description, icon: body.icon,
            audience: body.audience ?? [])
        let provenance = try call.provenance("define")
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.define(details, by: provenance, in: tx)
                return .created(
                    OfferingView(kept), version: kept.version,
                    at: "/api/v1/offerings/\(kept.record.id.uuidString.lowercased())")
            }
        }
    }

    private func read(_ call: Call) async throws -> Answer<OfferingView> {
        let id = try call.uuid("id")
        let kept = try await database.transaction { try OfferingStore().read(id, in: $0) }
        guard let kept else { throw NotFound(Offering.kind, id.uuidString.lowercased()) }
        return .ok(OfferingView(kept), version: kept.version)
    }

    private func revise(_ call: Call, _ revision: OfferingRevision) async throws -> Answer<OfferingView> {
        let (id, version, provenance) = (try call.uuid("id"), try call.requiredVersion, try call.provenance("revise"))
        let kept = try await database.transaction { tx in
            guard let now = try OfferingStore().find(id, in: tx)?.record else {
                throw NotFound(Offering.kind, id.uuidString.lowercased())
            }
            return try catalogue.perform(
                .revise(revision.revising(now.details)), on: id, expecting: version, by: provenance, in: tx)
        }
        return .ok(OfferingView(kept), version: kept.version)
    }

    private func perform(_ command: Offering.Command, _ word: String, _ call: Call) async throws -> Answer<OfferingView>
    {
        let (id, provenance) = (try call.uuid("id"), try call.provenance(word))
        return try await database.transaction { tx in
            try Idempotency.remember(call, in: tx) {
                let kept = try catalogue.perform(
                    command, on: id, expecting: call.expectedVersion, by: provenance, in: tx)
                return .ok(OfferingView(kept), version: kept.version)
            }
        }
    }
}
