import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

extension Incident {
    /// How much of each of its services it keeps away: all of one that is down, half of one that is degraded; of what people
    /// report, those who said so among those who may use it.
    func shares(
        _ services: [UUID: ServiceAnnounced], _ observed: [UUID: String], _ audiences: Audiences
    ) -> [UUID: Double] {
        self.services.reduce(into: [:]) { shares, id in
            guard let service = services[id] else { return }
            switch observed[id] {
            case "down": shares[id] = 1
            case .some: shares[id] = ReadOutages.degradedShare
            case nil: shares[id] = min(Double(max(affectedCount, 1)) / Double(audiences.people(of: service)), 1)
            }
        }
    }
}
