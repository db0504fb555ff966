import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// An agent writes down what a caller says, and the incident service is asked to open an incident.
struct RecordContacts: Sendable {
    /// What the agent typed.
    struct Call: Sendable {
        let channel: Contact.Channel
        let person: UUID
        let service: UUID?
        let summary: String
        let description: String?
        let urgency: Int?
        /// A path of the incident service's categories.
        var category: String?
    }

    /// Throws `Invalid` naming the field at fault. Record and instruction are written together, or neither.
    func record(_ call: Call, agent: UUID, by provenance: Provenance, in tx: Transaction) throws -> Kept<Contact> {
        try checkKnown(call, in: tx)
        let report = try Contact.Report(
            number: Numbers.next(.contact, in: tx), person: call.person, agent: agent, channel: call.channel,
            service: call.service, summary: call.summary, description: call.description, urgency: call.urgency,
            incident: UUID.v7(at: tx.now), category: call.category)
        let contact = try Ledger(ContactStore()).open(
            UUID.v7(at: tx.now), with: [.recorded(report: report)], by: provenance, in: tx)
        try Outbox.instruct(ReportIncident(contact.record), by: provenance, in: tx)
        return contact
    }

    private func checkKnown(_ call: Call, in tx: Transaction) throws {
        guard try !PersonStore().active([call.person], in: tx).isEmpty else {
            throw Invalid(
                "There is no active person \(call.person.uuidString.lowercased()).", field: "person",
                code: "unknown_person")
        }
        guard let service = call.service else { return }
        guard try ServiceStore().read(service, in: tx)?.record.state == .active else {
            throw Invalid(
                "There is no active service \(service.uuidString.lowercased()).", field: "service",
                code: "unknown_service")
        }
    }
}
