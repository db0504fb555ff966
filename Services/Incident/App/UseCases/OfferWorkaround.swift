import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A known error's workaround reaches open incidents with its cause or link: once per edition, and later ones when they open.
struct OfferWorkaround {
    let incidents: Incidents

    /// A known error was published or revised.
    func published(_ knownError: KnownErrorAnnounced, _ received: Received, in tx: Transaction) throws {
        guard let current = try Projection<KnownErrorAnnounced>().find(knownError.record, in: tx),
            let workaround = current.workaroundToOffer
        else { return }
        let open = try incidents.store.open(causedBy: current.causeItem, orAmong: current.incidents, in: tx)
        for kept in open {
            try incidents.perform(.offer(workaround), on: kept.record.id, by: received.provenance, in: tx)
        }
    }

    /// An incident has opened, or its cause has moved.
    func opened(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        let known = try Projection<KnownErrorAnnounced>().all(in: tx).filter { $0.concerns(kept.record) }
        var kept = kept
        for workaround in known.compactMap(\.workaroundToOffer) {
            kept = try incidents.perform(.offer(workaround), on: kept.record.id, by: provenance, in: tx)
        }
        return kept
    }
}

extension KnownErrorAnnounced {
    fileprivate var workaroundToOffer: Incident.Workaround? {
        guard state == "published", let workaround else { return nil }
        return Incident.Workaround(
            knownError: record, number: number, edition: edition, text: workaround, problem: problem)
    }

    fileprivate func concerns(_ incident: Incident) -> Bool {
        incidents.contains(incident.id) || (causeItem != nil && causeItem == incident.cause?.item)
    }
}
