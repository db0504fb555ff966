import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What an hour of an incident costs the business: what its services are worth, by how much of them it keeps away.
///
/// What a single person reports is no outage of a service: it costs nothing here.
struct IncidentWorth: Sendable {
    let services: [UUID: ServiceAnnounced]
    let shares: [UUID: Double]

    init(of incident: Incident, in tx: Transaction) throws {
        services = try Projection<ServiceAnnounced>().find(incident.services, in: tx)
        let observed = try incident.observed(in: tx)
        guard incident.affectedCount > 1 else {
            shares = services.mapValues { Incident.share(observed[$0.record]) ?? 0 }
            return
        }
        shares = incident.shares(services, observed, try Audiences(in: tx))
    }

    /// What an hour costs at an instant.
    func perHour(at instant: Date) -> Double {
        services.values.reduce(0) { sum, service in
            sum + service.times.worth(service.valuePerHour, at: instant) * (shares[service.record] ?? 0)
        }
    }
}

extension MajorIncidentSigns {
    /// What an incident looks like now.
    init(_ incident: Incident, children: Int, in tx: Transaction) throws {
        let worth = try IncidentWorth(of: incident, in: tx)
        self.init(
            priority: incident.priority.rawValue, criticality: worth.services.values.map(\.criticality).min(),
            affected: incident.affectedCount, children: children, valuePerHour: worth.perHour(at: try tx.now),
            flag: incident.flag)
    }
}
