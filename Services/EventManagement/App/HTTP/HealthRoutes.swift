import Chassis
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// The health of business services: list, read, journal, why.
struct HealthRoutes {
    private static let root = "/api/v1/service-health"
    private static let one = "/api/v1/service-health/{id}"

    let database: Database
    let shelf: ModelShelf

    private static let listing = Listing(
        sorts: [Listing.Column("since", "since", .date)], standard: "-since",
        filters: [.any("health", "health", .oneOf(Health.self), "Healths")])

    func add(to api: inout API) {
        let (database, shelf) = (database, shelf)
        api.list(
            Self.root, "List the health of business services", for: .may(.servicesRead), by: Self.listing,
            of: HealthView.self
        ) { call, wanted in
            try await database.transaction { tx in
                let model = try shelf.model(in: tx)
                let visible = HealthSight.visible(to: try call.principal)
                return try wanted.read("version, record", from: "service_health", where: visible, in: tx) {
                    HealthView(try HealthStore.kept($0), model)
                }
            }
        }
        api.get(Self.one, "Read the health of a business service", for: .may(.servicesRead), answers: HealthView.self) {
            call in
            let id = try call.uuid("id")
            let view = try await database.transaction { tx in
                try HealthSight.check(id, by: call.principal, in: tx)
                return HealthView(try HealthStore().read(id, in: tx), try shelf.model(in: tx))
            }
            return .ok(view, version: view.version)
        }
        addHistory(to: &api, of: ServiceHealth.self, at: Self.one, in: database) { key, caller, tx in
            guard let id = UUID(uuidString: key) else { throw NotFound("business service", key) }
            try HealthSight.check(id, by: caller, in: tx)
            return try HealthStore().read(id, in: tx).record.id
        }
    }
}
