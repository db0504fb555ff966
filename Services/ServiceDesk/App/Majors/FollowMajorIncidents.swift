import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Keeps what was told of major incidents, informs management, and reminds whoever should have told more.
struct FollowMajorIncidents: Sendable {
    /// What management hears of by itself, without anybody writing an update for it.
    private static let turns: [String: Notice.Outcome] = [
        "accepted": .began, "reopened": .began, "restored": .restored, "demoted": .ended, "closed": .ended,
    ]

    func changed(_ message: MajorIncidentAnnounced, _ received: Received, in tx: Transaction) throws {
        let new = try message.updates.filter { try keep($0, of: message, in: tx) }
        // A snapshot tells how things are, not that something has just happened.
        guard message.updatedAt != nil else { return }
        for update in new where update.audience == "management" {
            let notice = try notice(.majorIncident, of: message, update.text, by: update.author, in: tx)
            try inform(of: message, notice, cause: update.id, in: tx)
        }
        if let turn = message.facts.compactMap({ Self.turns[$0] }).last {
            let notice = try notice(.majorIncident, of: message, nil, by: message.commander, turn, in: tx)
            try inform(of: message, notice, cause: received.messageID, in: tx)
        }
        if message.facts.contains("updateMissed") {
            let notice = try notice(.updateOverdue, of: message, nil, by: nil, in: tx)
            let writers = [message.communications, message.commander].compactMap(\.self)
            try Notices.tell(writers, notice, cause: received.messageID, in: tx)
        }
    }

    /// Answers whether it was not known yet.
    private func keep(
        _ update: AnnouncedStatusUpdate, of message: MajorIncidentAnnounced, in tx: Transaction
    ) throws -> Bool {
        guard ["users", "management", "staff"].contains(update.audience) else { return false }
        return try tx.execute(
            """
            INSERT INTO status_update (id, major, audience, progress, text, author, at)
            VALUES (
                \(update.id), \(message.record), \(update.audience), \(update.progress), \(update.text),
                \(update.author), \(update.at)
            )
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }

    private func inform(
        of message: MajorIncidentAnnounced, _ notice: Notice, cause: UUID, in tx: Transaction
    ) throws {
        let people = try message.management.isEmpty ? managers(in: tx) : message.management
        try Notices.tell(people, notice, cause: cause, in: tx)
    }

    private func managers(in tx: Transaction) throws -> [UUID] {
        try tx.query(
            "SELECT id FROM person WHERE state = 'active' AND 'manager' = ANY(roles) ORDER BY id LIMIT 500"
        ) { try $0.value("id") }
    }

    private func notice(
        _ template: Notice.Template, of message: MajorIncidentAnnounced, _ text: String?, by author: UUID?,
        _ turn: Notice.Outcome? = nil, in tx: Transaction
    ) throws -> Notice {
        let page = template == .updateOverdue ? "/operations/major-incidents/\(message.number)" : "/portal/status-page"
        return Notice(
            template, about: RecordReference(kind: .incident, id: message.incident), number: message.number,
            title: message.summary, link: page,
            actor: try author.flatMap { try PersonStore().read($0, in: tx)?.record.details.name },
            text: text, outcome: turn)
    }
}
