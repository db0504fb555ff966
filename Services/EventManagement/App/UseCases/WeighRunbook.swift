import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres

/// How things stand: what the bounds of a runbook are judged by, and what its effect is measured by.
struct WeighRunbook {
    let model: ModelShelf

    /// - Parameter run: does not count itself.
    func circumstances(
        of runbook: UUID, for alert: Alert, besides run: UUID? = nil, in tx: Transaction
    ) throws -> RunbookCircumstances {
        let (now, item) = (try tx.now, alert.binding.item)
        let runs = try tx.first(
            """
            SELECT count(*) FILTER (WHERE started_at > \(now - 3600)) AS within,
                max(started_at) FILTER (WHERE item = \(item)) AS latest
            FROM adjustment
            WHERE runbook = \(runbook) AND started_at > \(now - RunbookLimits.longestCoolDown)
                AND id IS DISTINCT FROM \(run)
            """
        ) { (within: try $0.value("within") as Int, latest: try $0.value("latest") as Date?) }
        let underWay: String? = try tx.first(
            """
            SELECT number FROM adjustment
            WHERE item = \(item) AND is_under_way AND id IS DISTINCT FROM \(run) ORDER BY number LIMIT 1
            """
        ) { try $0.value("number") }
        return RunbookCircumstances(
            alert: alert, target: try item.flatMap { try target($0, in: tx) },
            stoppedBecause: try AdjustmentSwitchStore().read(in: tx)?.record.stoppedBecause,
            changes: try item.map { try OpenChangeStore().underWay(on: $0, at: now, in: tx) } ?? [],
            underWay: underWay, lastRun: runs?.latest, runsInHour: runs?.within ?? 0, now: now)
    }

    /// The item with what would feel a run on it; nil for one that is not known, or retired.
    func target(_ item: UUID, in tx: Transaction) throws -> RunbookCircumstances.Target? {
        let model = try model.model(in: tx)
        guard let known = model.items[item],
            let told = try Projection<ConfigurationItemAnnounced>().find(item, in: tx)
        else { return nil }
        let services = model.services(on: item).compactMap { model.services[$0] }
        let health = try health(of: services.map(\.id), in: tx)
        return RunbookCircumstances.Target(
            id: item, name: known.name, itemClass: told.itemClass, dependants: model.dependants(of: item).count,
            services: services.sorted { ($0.criticality, $0.name) < ($1.criticality, $1.name) },
            health: health.isEmpty ? .unknown : Health.worst(health))
    }

    /// How things are now for the alert, its item and the services on it.
    func reading(of order: Adjustment.Order, in tx: Transaction) throws -> AdjustmentReading {
        let alert = try AlertStore().read(order.alert.uuidString, in: tx).record
        guard let item = order.item else { return AdjustmentReading(alert: alert, worst: nil, health: []) }
        let worst: Int? =
            try tx.first(
                """
                SELECT max(severity_rank) AS worst FROM alert
                WHERE item = \(item) AND state = 'firing' AND NOT is_suppressed AND severity <> 'info'
                """
            ) { try $0.value("worst") as Int? } ?? nil
        let services = Array(try model.model(in: tx).services(on: item))
        return AdjustmentReading(
            alert: alert, worst: worst.flatMap { rank in Severity.allCases.first { $0.rank == rank } },
            health: try health(of: services, in: tx))
    }

    private func health(of services: [UUID], in tx: Transaction) throws -> [Health] {
        try tx.query("SELECT health FROM service_health WHERE id = ANY(\(services))") { try $0.value("health") }
    }
}
