import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// What an audience is told of the major incidents there are.
struct StatusPage: Sendable {
    enum Audience: String, Codable, CaseIterable, Sendable { case users, management, staff }

    /// Restored ones are shown so long, in seconds.
    private static let shownAfter: TimeInterval = 24 * 3600
    private static let mostUpdates = 50

    private let board = OutageBoard()

    /// Whether somebody may read what this audience is told: users what is for users, staff what is for staff, and management what
    /// is for management.
    func isOpen(_ audience: Audience, to reader: Principal, in tx: Transaction) throws -> Bool {
        switch audience {
        case .users: true
        case .staff: reader.isStaff
        case .management: try reader.has(.manager) || reader.has(.administrator) || isInformed(reader.id, in: tx)
        }
    }

    /// Users see what hurts services that they may use, and of it only those services.
    func entries(for audience: Audience, _ reader: Principal, in tx: Transaction) throws -> [StatusEntry] {
        let usable = try board.services(for: reader, in: tx)
        let names = Dictionary(uniqueKeysWithValues: usable.map { ($0.id, $0.name) })
        return try shown(in: tx).compactMap { major in
            let services = major.services.compactMap { id in
                names[id].map { StatusEntry.Service(id: id, name: $0) }
            }
            guard audience != .users || !services.isEmpty else { return nil }
            return StatusEntry(
                major, services: services, updates: try updates(of: major.record, audience, in: tx), for: audience)
        }
    }

    /// Whether an incident is led as a major one, as far as is known here.
    func isLed(_ incident: UUID, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT 1 AS one FROM reference_state
            WHERE subject = \(MajorIncidentAnnounced.subject) AND state ->> 'incident' = \(incident.uuidString)
                AND state ->> 'state' IN ('accepted', 'restored', 'reviewing')
            """
        ) { _ in true } ?? false
    }

    /// Who was informed of a major incident and whether the mail arrived, as the mail server answered.
    /// Throws `NotFound` unless the caller may see its incident.
    func deliveries(of major: UUID, for reader: Principal, in tx: Transaction) throws -> [StatusDelivery] {
        guard let known = try Projection<MajorIncidentAnnounced>().find(major, in: tx) else {
            throw NotFound("major-incident", major.uuidString.lowercased())
        }
        _ = try RecordSight().find(RecordReference(kind: .incident, id: known.incident), for: reader, in: tx)
        return try tx.query(
            """
            SELECT n.id, n.person, p.name, n.template, n.state, n.created_at, n.sent_at, n.last_answer, n.read_at
            FROM notice n JOIN person p ON p.id = n.person
            WHERE n.record = \(known.incident) AND n.template IN ('major_incident', 'update_overdue')
            ORDER BY n.created_at, n.id LIMIT 1000
            """, StatusDelivery.init)
    }

    private func isInformed(_ person: UUID, in tx: Transaction) throws -> Bool {
        try shown(in: tx).contains { $0.management.contains(person) }
    }

    /// Those that are led, the newest first.
    private func shown(in tx: Transaction) throws -> [MajorIncidentAnnounced] {
        let limit = WireTime.text(try tx.now.addingTimeInterval(-Self.shownAfter))
        return try tx.query(
            """
            SELECT state FROM reference_state
            WHERE subject = \(MajorIncidentAnnounced.subject)
                AND (state ->> 'state' = 'accepted'
                    OR state ->> 'state' IN ('restored', 'reviewing', 'closed') AND state ->> 'restoredAt' > \(limit))
            ORDER BY state ->> 'acceptedAt' DESC LIMIT 50
            """
        ) { try RecordColumn.decode(MajorIncidentAnnounced.self, $0.value("state")) }
    }

    private func updates(
        of major: UUID, _ audience: Audience, in tx: Transaction
    ) throws -> [StatusEntry.Update] {
        try tx.query(
            """
            SELECT u.id, u.progress, u.text, u.at, p.name FROM status_update u LEFT JOIN person p ON p.id = u.author
            WHERE u.major = \(major) AND u.audience = \(audience) ORDER BY u.at DESC, u.id DESC LIMIT \(Self.mostUpdates)
            """
        ) {
            StatusEntry.Update(
                id: try $0.value("id"), progress: try $0.value("progress"), text: try $0.value("text"),
                at: try $0.value("at"), author: audience == .users ? nil : try $0.value("name"))
        }
    }
}
