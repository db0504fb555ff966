import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// A contact shows what became of the incident it asked for.
struct FollowIncidents: Sendable {
    /// The newest known state counts, not this message's: announcements may arrive in any order.
    func changed(_ message: IncidentAnnounced, _ received: Received, in tx: Transaction) throws {
        guard let contact = try ContactStore().asking(for: message.record, in: tx) else { return }
        let newest = try Projection<IncidentAnnounced>().find(message.record, in: tx) ?? message
        let seen = Contact.IncidentSeen(number: newest.number, state: newest.state.rawValue)
        try Ledger(ContactStore()).perform(.follow(seen), on: contact.record.id, by: received.provenance, in: tx)
    }
}
