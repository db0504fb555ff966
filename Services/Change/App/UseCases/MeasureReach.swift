import ChangeDomain
import Foundation
import Postgres

/// Which business services feel it when the scope of a change fails, by the model as it is now.
struct MeasureReach {
    let items: ItemStore
    let directory: Directory

    func reach(of scope: [UUID], in tx: Transaction) throws -> ScopeReach {
        let found = try items.graph(in: tx).services(reachedFrom: scope)
        let names = try directory.services(found.map(\.service), in: tx)
        let retired = try items.heads(of: scope, in: tx).filter { $0.state == .retired }.map(\.name)
        return ScopeReach(
            services: found.map { service, through in
                AffectedService(service, name: names[service] ?? service.uuidString.lowercased(), through: through.name)
            },
            retired: retired.sorted())
    }
}
