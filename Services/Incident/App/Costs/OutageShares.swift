import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

extension Incident {
    /// What monitoring observes of its services, by their ids.
    func observed(in tx: Transaction) throws -> [UUID: String] {
        guard let situation, let seen = try Projection<SituationAnnounced>().find(situation, in: tx) else { return [:] }
        return Dictionary(seen.services.map { ($0.service, $0.observed) }) { $1 }
    }

    /// How much of a service is kept away by what monitoring observes: all of one that is down, half of one that is degraded.
    static func share(_ observed: String?) -> Double? {
        switch observed {
        case "down": 1
        case .some: ReadOutages.degradedShare
        case nil: nil
        }
    }

    /// How much of each of its services it keeps away: what monitoring observes; of what people report, those who said so among
    /// those who may use it.
    func shares(
        _ services: [UUID: ServiceAnnounced], _ observed: [UUID: String], _ audiences: Audiences
    ) -> [UUID: Double] {
        self.services.reduce(into: [:]) { shares, id in
            guard let service = services[id] else { return }
            let reported = { min(Double(max(affectedCount, 1)) / Double(audiences.people(of: service)), 1) }
            shares[id] = Self.share(observed[id]) ?? reported()
        }
    }
}
