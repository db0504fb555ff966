import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// What an incident costs the business: what its services are worth, by how much of them it keeps away.
///
/// All of a service that monitoring sees down, half of one that is degraded; of what people report, those who said so among those
/// who may use it. What a single person reports is no outage of a service: it costs nothing here.
struct IncidentWorth: Sendable {
    let services: [UUID: ServiceAnnounced]
    let shares: [UUID: Double]

    init(of incident: Incident, in tx: Transaction) throws {
        services = try Projection<ServiceAnnounced>().find(incident.services, in: tx)
        let situation = try incident.situation.flatMap { try Projection<SituationAnnounced>().find($0, in: tx) }
        let observed = Dictionary((situation?.services ?? []).map { ($0.service, $0.observed) }) { $1 }
        let isShared = incident.affectedCount > 1 && services.keys.contains { observed[$0] == nil }
        let audiences = try isShared ? Audiences(in: tx) : nil
        shares = services.mapValues { service in
            switch observed[service.record] {
            case "down": 1
            case .some: ReadOutages.degradedShare
            case nil: audiences.map { Self.share(of: incident, $0.people(of: service)) } ?? 0
            }
        }
    }

    private static func share(of incident: Incident, _ people: Int) -> Double {
        min(Double(incident.affectedCount) / Double(max(people, 1)), 1)
    }

    /// What an hour costs at an instant.
    func perHour(at instant: Date) -> Double {
        services.values.reduce(0) { sum, service in
            sum + service.times.worth(service.valuePerHour, at: instant) * (shares[service.record] ?? 0)
        }
    }

    /// What was lost from one instant to another, if it was as it is now all the time.
    func lost(from start: Date, until end: Date) -> Double {
        let hours = end.timeIntervalSince(start) / 3600
        return services.values.reduce(0) { sum, service in
            let curve = LossCurve(valuePerHour: service.valuePerHour, service.times, from: start)
            return sum + curve.lost(until: hours) * (shares[service.record] ?? 0)
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
