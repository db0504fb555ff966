import Chassis
import Foundation
import Postgres
import Records

/// The status page, for each audience its own, and who was informed.
struct StatusPageRoutes: Sendable {
    private static let root = "/api/v1/status-page"

    let database: Database
    private let page = StatusPage()

    init(database: Database) { self.database = database }

    func add(to api: inout API) {
        api.get(
            Self.root, "What there is to know of major incidents", for: .signedIn,
            query: [QueryParameter("audience", .oneOf(StatusPage.Audience.self), "users, management or staff")],
            answers: StatusPageView.self
        ) { call in
            let reader = try call.principal
            let audience = StatusPage.Audience(rawValue: call.query.text("audience") ?? "users") ?? .users
            return .ok(
                try await database.transaction { tx in
                    let open = try StatusPage.Audience.allCases.filter { try page.isOpen($0, to: reader, in: tx) }
                    guard open.contains(audience) else { throw NotFound("status page", audience.rawValue) }
                    return StatusPageView(
                        audience: audience, open: open, items: try page.entries(for: audience, reader, in: tx))
                })
        }
        api.get(
            "\(Self.root)/{id}/deliveries", "Who was informed of a major incident, and whether it arrived",
            for: .may(.incidentsWork), answers: StatusDeliveries.self
        ) { call in
            let (id, reader) = (try call.uuid("id"), try call.principal)
            return .ok(
                StatusDeliveries(
                    items: try await database.transaction { try page.deliveries(of: id, for: reader, in: $0) }))
        }
    }
}
