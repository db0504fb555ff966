import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Contacts, one row each.
struct ContactStore: RecordTable {
    static let table = "contact"

    /// The contact that asked for this incident, locked; none for incidents that came about otherwise.
    func asking(for incident: UUID, in tx: Transaction) throws -> Kept<Contact>? {
        try tx.first("SELECT record, version FROM contact WHERE incident = \(incident) FOR UPDATE", Self.kept)
    }

    func save(_ kept: Kept<Contact>, in tx: Transaction) throws {
        let (contact, report) = (kept.record, kept.record.report)
        try tx.execute(
            """
            INSERT INTO contact
                (id, version, number, state, channel, person, agent, service, summary, incident, recorded_at, record)
            VALUES (
                \(contact.id), \(kept.version), \(report.number), \(contact.state), \(report.channel), \(report.person),
                \(report.agent), \(report.service), \(report.summary), \(report.incident), \(contact.recordedAt),
                \(try RecordColumn.encode(contact))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, record = excluded.record
            """)
        try RecordHeads().note(head(of: kept, at: tx.now), text: report.description, in: tx)
    }

    private func head(of kept: Kept<Contact>, at now: Date) -> RecordHead {
        let (contact, report) = (kept.record, kept.record.report)
        return RecordHead(
            reference: RecordReference(kind: .contact, id: contact.id), number: report.number, title: report.summary,
            state: contact.state.rawValue, isOpen: contact.isOpen, requester: report.person, assignee: report.agent,
            services: report.service.map { [$0] } ?? [], readers: .staff, openedAt: contact.recordedAt, updatedAt: now,
            sequence: kept.version)
    }

    /// Contacts stay at the desk: the incident tells what there is to tell.
    func announcement(of kept: Kept<Contact>, facts: [String], in tx: Transaction) throws -> (any Announcement)? { nil }
}
