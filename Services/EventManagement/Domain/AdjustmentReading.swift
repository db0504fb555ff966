import Foundation
import Records

/// What a run is measured by. Each figure is worse the higher it is.
package struct AdjustmentReading: Codable, Equatable, Sendable {
    /// The alert it ran for: 0 when over, else 1 and the rank of its severity.
    package let alert: Int
    /// The same of the worst alert that fires on the item.
    package let item: Int
    /// Of the services on the item: 1 for each that is degraded, 2 for each that is down.
    package let services: Int

    package init(alert: Int, item: Int, services: Int) {
        self.alert = alert
        self.item = item
        self.services = services
    }

    package init(alert: Alert?, worst: Severity?, health: [Health]) {
        self.init(
            alert: alert.map { $0.isFiring ? $0.severity.rank + 1 : 0 } ?? 0, item: worst.map { $0.rank + 1 } ?? 0,
            services: health.map { $0 == .down ? 2 : $0 == .degraded ? 1 : 0 }.reduce(0, +))
    }

    /// Worse when anything is worse, better when something is and nothing is worse.
    package func effect(on before: AdjustmentReading) -> Adjustment.Effect {
        let moves = [alert - before.alert, item - before.item, services - before.services]
        if moves.contains(where: { $0 > 0 }) { return .worse }
        return moves.contains { $0 < 0 } ? .better : .same
    }

    /// In words, beside what it was.
    package func words(since before: AdjustmentReading) -> String {
        [
            ("the alert", before.alert, alert), ("the worst alert on the item", before.item, item),
            ("the harm to services", before.services, services),
        ].map { name, was, now in was == now ? "\(name) stays at \(now)" : "\(name) went from \(was) to \(now)" }
            .joined(separator: ", ")
    }
}
