import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// An incident that lasts is weighed again when the matrix it was computed by says so.
struct GrowOlder {
    let incidents: Incidents

    func due(_ id: UUID, in tx: Transaction) throws {
        guard let kept = try incidents.store.find(id, in: tx), kept.record.state.isOpen else { return }
        var provenance = Provenance.timer(KeepTimers.growOlder)
        provenance.reason = "It has lasted."
        try incidents.perform(.growOlder, on: id, by: provenance, in: tx)
    }
}
