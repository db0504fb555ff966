import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Integrations: create, list, read, revoke, journal, why.
struct IntegrationRoutes {
    private static let root = "/api/v1/integrations"
    private static let one = "/api/v1/integrations/{id}"

    let database: Database

    private static let listing = Listing(
        sorts: [Listing.Column("createdAt", "created_at", .date), Listing.Column("name", "name", .text)],
        standard: "-createdAt", filters: [.any("state", "state", .oneOf(Integration.State.self), "States")])

    func add(to api: inout API) {
        let database = database
        api.list(
            Self.root, "List integrations", for: .may(.integrationsManage), by: Self.listing, of: IntegrationView.self
        ) {
            _, wanted in
            try await database.transaction { tx in
                try wanted.read("version, record", from: "integration", in: tx) {
                    IntegrationView(try IntegrationStore().decode($0))
                }
            }
        }
        api.post(
            Self.root, "Create an integration; its key is answered this once", for: .may(.integrationsManage),
            accepts: IntegrationBody.self, answers: IntegrationView.self
        ) { call, body in
            let by = try call.provenance("create-integration")
            // Not remembered for repeats: the key must not be kept readable. The unique name guards against two.
            let made = try await database.transaction { tx in
                try KeepIntegrations().create(named: body.name, by: by, in: tx)
            }
            let address = "\(Self.root)/\(made.kept.record.id.uuidString.lowercased())"
            return .created(IntegrationView(made.kept, key: made.key), version: made.kept.version, at: address)
        }
        api.get(Self.one, "Read an integration", for: .may(.integrationsManage), answers: IntegrationView.self) {
            call in
            let id = try call.uuid("id")
            let kept = try await database.transaction { tx in try IntegrationStore().read(id, in: tx) }
            return .ok(IntegrationView(kept), version: kept.version)
        }
        api.post(
            "\(Self.one)/revoke", "Take its key away", for: .may(.integrationsManage), answers: IntegrationView.self
        ) {
            call in
            let (id, by, version) = (
                try call.uuid("id"), try call.provenance("revoke-integration"), call.expectedVersion
            )
            let kept = try await database.transaction { tx in
                try KeepIntegrations().revoke(id, expecting: version, by: by, in: tx)
            }
            return .ok(IntegrationView(kept), version: kept.version)
        }
        addHistory(to: &api, of: Integration.self, at: Self.one, for: .may(.integrationsManage), in: database) {
            key, _, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound(Integration.kind, key) }
            return try IntegrationStore().read(id, in: tx).record.id
        }
    }
}
