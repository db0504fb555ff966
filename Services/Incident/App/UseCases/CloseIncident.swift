import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A resolved incident that nobody reopens closes by itself.
struct CloseIncident {
    let incidents: Incidents

    func whenUntouched(_ id: UUID, in tx: Transaction) throws {
        guard let kept = try incidents.store.find(id, in: tx), kept.record.state == .resolved else { return }
        guard try !incidents.majors.isLed(id, in: tx) else { return }
        var provenance = Provenance.timer(KeepTimers.autoClose)
        provenance.reason = "Nobody reopened it within the business days that the rules for closing give."
        try incidents.perform(.close, on: id, by: provenance, in: tx)
    }
}
