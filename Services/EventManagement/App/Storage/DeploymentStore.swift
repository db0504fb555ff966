import EventDomain
import Foundation
import Postgres

/// Deployments of the last hours in the table `recent_deployment`, as possible causes.
struct DeploymentStore {
    private static let most = 1000

    func keep(
        _ change: RecentChange, _ id: UUID, item: UUID?, service: UUID?, in tx: Transaction
    ) throws {
        guard item != nil || service != nil else { return }
        let now = try tx.now
        try tx.execute("DELETE FROM recent_deployment WHERE at < \(now - 2 * RecentChanges.horizon)")
        try tx.execute(
            """
            INSERT INTO recent_deployment (id, item, service, name, revision, tool, at, link, change)
            VALUES (
                \(id), \(item), \(service), \(change.name), \(change.revision), \(change.tool), \(min(change.at, now)),
                \(change.link), \(change.change)
            )
            ON CONFLICT (id) DO UPDATE SET
                item = excluded.item, service = excluded.service, revision = excluded.revision, at = excluded.at,
                link = excluded.link, change = excluded.change
            """)
    }

    /// The newest, at most a thousand. One that names only a service touched what carries it.
    func recent(at now: Date, in model: ServiceModel, in tx: Transaction) throws -> RecentChanges {
        let rows = try tx.query(
            """
            SELECT item, service, name, revision, tool, at, link, change FROM recent_deployment
            WHERE at > \(now - RecentChanges.horizon) ORDER BY at DESC, id LIMIT \(Self.most)
            """
        ) { row in
            (
                item: try row.value("item") as UUID?, service: try row.value("service") as UUID?,
                change: RecentChange(
                    name: try row.value("name"), revision: try row.value("revision"), tool: try row.value("tool"),
                    at: try row.value("at"), link: try row.value("link"), change: try row.value("change"))
            )
        }
        return RecentChanges(
            rows.flatMap { row in
                let items = row.item.map { [$0] } ?? row.service.map { model.carriers(of: $0) } ?? []
                return items.map { ($0, row.change) }
            })
    }
}
