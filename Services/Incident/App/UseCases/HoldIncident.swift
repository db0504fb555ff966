import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Work on hold with a date to follow up comes back at that date.
struct HoldIncident {
    let incidents: Incidents

    func resumeWhenDue(_ id: UUID, in tx: Transaction) throws {
        guard let kept = try incidents.store.find(id, in: tx), kept.record.state == .onHold,
            let until = kept.record.hold?.until, try until <= tx.now
        else { return }
        var provenance = Provenance.timer(KeepTimers.followUp)
        provenance.reason = "The follow-up date is reached."
        try incidents.perform(.resume, on: id, by: provenance, in: tx)
    }
}
