import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Synchronization

/// The model of items and services, kept in memory and read again when its edition has risen.
final class ModelShelf: Sendable {
    private let kept = Mutex<(edition: Int, model: ServiceModel)?>(nil)

    func model(in tx: Transaction) throws -> ServiceModel {
        let edition = try edition(in: tx)
        if let kept = kept.withLock({ $0 }), kept.edition == edition { return kept.model }
        let model = try ModelShelf.read(in: tx)
        kept.withLock { $0 = (edition, model) }
        return model
    }

    /// Rises whenever the model changes.
    func edition(in tx: Transaction) throws -> Int {
        try tx.first("SELECT edition FROM model_edition") { try $0.value("edition") } ?? 0
    }

    /// Tells all copies that the model has changed.
    static func raiseEdition(in tx: Transaction) throws {
        try tx.execute("UPDATE model_edition SET edition = edition + 1")
    }

    /// Retired items and services are no part of it.
    private static func read(in tx: Transaction) throws -> ServiceModel {
        let services = try Projection<ServiceAnnounced>().all(in: tx)
        let retired = Set(services.filter { !$0.active }.map(\.record))
        let items = try Projection<ConfigurationItemAnnounced>().all(in: tx).filter(\.active)
        return ServiceModel(
            items: items.map { item in
                ServiceModel.Item(
                    id: item.record, name: item.name, aliases: item.aliases, dependsOn: item.dependsOn,
                    supports: item.supports.filter { !retired.contains($0) },
                    redundancy: (item.redundancy ?? []).map { .init(items: $0.items, atLeast: $0.atLeast) },
                    itemClass: item.itemClass)
            },
            services: services.filter(\.active).map {
                ServiceModel.BusinessService(id: $0.record, name: $0.name, criticality: $0.criticality)
            })
    }
}
