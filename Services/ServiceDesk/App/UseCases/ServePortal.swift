import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What requesters do by themselves: see how their services are, join an outage, report trouble, confirm or reopen.
struct ServePortal: Sendable {
    private let board = OutageBoard()

    func services(for reader: Principal, in tx: Transaction) throws -> PortalServices {
        let services = try board.services(for: reader, in: tx)
        let ids = services.map(\.id)
        let health = try Projection<ServiceHealthAnnounced>().find(ids, in: tx)
        let outages = try board.outages(of: ids, in: tx)
        let windows = try board.windows(in: tx)
        return PortalServices(
            items: services.map {
                PortalService($0, health: health[$0.id], outage: outages[$0.id], windows: windows, for: reader)
            })
    }

    /// The caller is hurt too: told to the incident once. Throws `NotFound` unless it is an open outage of a service of theirs.
    func meToo(
        _ incident: UUID, _ reader: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> RecordHead {
        let head = try RecordHeads().find(RecordReference(kind: .incident, id: incident), in: tx)
        guard let head, head.isOpen, head.requester == nil, try board.isUsable(head.services, by: reader, in: tx) else {
            throw NotFound("outage", incident.uuidString.lowercased())
        }
        if try MeTooStore().add(reader.id, to: incident, in: tx) {
            try Outbox.instruct(
                AddAffected(
                    record: incident, person: reader.id, organisation: reader.organisation, reportedAt: try tx.now),
                by: provenance, in: tx)
        }
        return head
    }

    /// Throws `Invalid` naming the field at fault, also for a service that is not theirs.
    func report(
        _ report: PortalReport, by reader: Principal, _ provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Contact> {
        if let service = report.service, try !board.isUsable([service], by: reader, in: tx) {
            throw Invalid(
                "There is no active service \(service.uuidString.lowercased()).", field: "service",
                code: "unknown_service")
        }
        let said = RecordContacts.Call(
            channel: .portal, person: reader.id, service: report.service, summary: report.summary,
            description: report.description, urgency: report.urgency)
        return try RecordContacts().record(said, agent: reader.id, by: provenance, in: tx)
    }

    /// The requester is content: the incident may close.
    func confirm(
        _ incident: UUID, _ reader: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> RecordHead {
        let head = try resolved(incident, of: reader, in: tx)
        try Outbox.instruct(
            ConfirmIncident(record: incident, person: reader.id, confirmedAt: try tx.now), by: provenance, in: tx)
        return head
    }

    /// The requester says that it is not restored.
    func reopen(
        _ incident: UUID, because reason: String, _ reader: Principal, by provenance: Provenance, in tx: Transaction
    ) throws -> RecordHead {
        guard let said = try Wording.paragraphs(reason, field: "reason", atMost: 4_000) else {
            throw Invalid("Say what is still wrong.", field: "reason", code: "empty")
        }
        let head = try resolved(incident, of: reader, in: tx)
        try Outbox.instruct(
            ReopenIncident(record: incident, person: reader.id, reason: said, askedAt: try tx.now), by: provenance,
            in: tx)
        return head
    }

    /// Their own incident. Throws `Rejection` unless it is resolved, as far as is known here; its owner decides.
    private func resolved(_ incident: UUID, of reader: Principal, in tx: Transaction) throws -> RecordHead {
        let head = try RecordHeads().find(RecordReference(kind: .incident, id: incident), in: tx)
        guard let head, head.requester == reader.id else {
            throw NotFound("incident", incident.uuidString.lowercased())
        }
        guard head.state == "resolved" else {
            throw Rejection("\(head.number) is \(head.state), not resolved.", code: "not_resolved")
        }
        guard try !StatusPage().isLed(incident, in: tx) else {
            throw Rejection(
                "\(head.number) is led as a major incident: those who lead it decide when it is over.",
                code: "major_incident")
        }
        return head
    }
}
