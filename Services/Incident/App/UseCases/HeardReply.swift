import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The requester said something on their incident: what was resolved is not, and who waited for them goes on.
struct HeardReply {
    let incidents: Incidents

    /// A reply to an incident that is closed by now changes nothing: the desk told its author when it still could.
    func replied(_ reply: ReplyToIncident, _ received: Received, in tx: Transaction) throws {
        guard let kept = try incidents.store.find(reply.record, in: tx) else {
            throw NotFound(Incident.kind, reply.record.uuidString.lowercased())
        }
        guard kept.record.state != .closed, kept.record.state != .cancelled else { return }
        // Those who lead a major incident decide whether it is over; the words stand in the conversation.
        if try kept.record.state == .resolved && incidents.majors.isLed(kept.record.id, in: tx) { return }
        var provenance = received.provenance
        provenance.actor = .person(reply.person)
        provenance.reason = "The requester replied."
        try incidents.perform(.hearReply, on: reply.record, by: provenance, in: tx)
    }
}
