import Chassis
import Foundation
import Messaging
import Postgres
import Records

struct DeploymentView: Codable, Sendable {
    let id: UUID
    let tool: String
    let name: String
    let environment: String?
    let revision: String?
    /// `running`, `successful`, `failed`, `cancelled`.
    let outcome: String
    let startedAt: Date?
    let finishedAt: Date?
    let heardAt: Date
    let link: String?
    let items: [UUID]
    let services: [UUID]
    let change: String?

    init(_ row: Row) throws {
        id = try row.value("id")
        tool = try row.value("tool")
        name = try row.value("name")
        environment = try row.value("environment")
        revision = try row.value("revision")
        outcome = try row.value("outcome")
        startedAt = try row.value("started_at")
        finishedAt = try row.value("finished_at")
        heardAt = try row.value("heard_at")
        link = try row.value("link")
        items = try row.value("items")
        services = try row.value("services")
        change = try row.value("change")
    }
}

extension Sight {
    /// Deployments are reached by the business services they name; those that name none are for the provider's own people.
    static let deployments = Sight(of: "deployment", in: "deployments", by: .changesRead) { caller in
        Scope(
            own: "FALSE", team: "services && ARRAY(\(Scope.services(of: caller.teams)))",
            organisation: caller.organisation == nil
                ? "TRUE" : "services && ARRAY(\(Scope.services(openTo: caller.organisation)))")
    }
}

/// Deployments that delivery tools told of.
struct DeploymentRoutes {
    let database: Database

    private static let listing = Listing(
        sorts: [Listing.Column("heardAt", "heard_at", .date)], standard: "-heardAt",
        filters: [
            .any(
                "outcome", "outcome", .words(["running", "successful", "failed", "cancelled"]), "Only these outcomes"),
            .any("tool", "tool", .text, "Only of these tools"),
            .any("change", "change", .text, orNone: true, "Only those that name these changes"),
            .anyIn("item", "items", .uuid, "Only those that touch these configuration items"),
            .from("heardFrom", "heard_at", .date, "Heard of at or after"),
        ])

    func add(to api: inout API) {
        let database = database
        api.list(
            "/api/v1/deployments", "List deployments", for: .may(.changesRead), by: Self.listing,
            of: DeploymentView.self
        ) { call, wanted in
            let seen = Sight.deployments.visible(to: try call.principal)
            return try await database.transaction { tx in
                try wanted.read(
                    """
                    id, tool, name, environment, revision, outcome, started_at, finished_at, heard_at, link, items, services, \
                    change
                    """, from: "deployments", where: seen, in: tx
                ) { try DeploymentView($0) }
            }
        }
    }
}
