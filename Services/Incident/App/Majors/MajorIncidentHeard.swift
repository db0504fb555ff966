import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres

/// What happened elsewhere while a major incident was one: services that went down or came back, changes of what is involved.
struct MajorIncidentHeard: Sendable {
    struct Line: Sendable {
        let at: Date
        /// `event` or `change`.
        let source: String
        let kind: String
        /// The service's id, or the number of the change.
        let subject: String
        let detail: String
    }

    func health(_ heard: ServiceHealthAnnounced, _ received: Received, in tx: Transaction) throws {
        let line = Line(
            at: heard.since, source: "event", kind: "service-health", subject: heard.record.uuidString.lowercased(),
            detail: heard.health)
        try note(line, received, hurting: [heard.record], or: [], in: tx)
    }

    func change(_ heard: ChangeAnnounced, _ received: Received, in tx: Transaction) throws {
        guard let (kind, at) = heard.moment(heardAt: try tx.now) else { return }
        let line = Line(at: at, source: "change", kind: kind, subject: heard.number, detail: heard.summary)
        try note(line, received, hurting: heard.expectedImpact.map(\.service), or: heard.scope, in: tx)
    }

    /// All that was heard for a major incident, and the changes of the day before that touched the same things.
    func lines(of major: MajorIncident, _ incident: Incident, in tx: Transaction) throws -> [Line] {
        let heard = try tx.query(
            """
            SELECT at, source, kind, subject, detail FROM major_incident_heard WHERE major = \(major.id)
            ORDER BY at, message LIMIT 2000
            """
        ) {
            Line(
                at: try $0.value("at"), source: try $0.value("source"), kind: try $0.value("kind"),
                subject: try $0.value("subject"), detail: try $0.value("detail"))
        }
        return try changesBefore(major, incident, in: tx) + heard
    }

    private func note(
        _ line: Line, _ received: Received, hurting services: [UUID], or items: [UUID], in tx: Transaction
    ) throws {
        for major in try MajorIncidentStore().live(hurting: services, or: items, in: tx) {
            try tx.execute(
                """
                INSERT INTO major_incident_heard (major, message, at, source, kind, subject, detail)
                VALUES (
                    \(major), \(received.messageID), \(line.at), \(line.source), \(line.kind), \(line.subject),
                    \(line.detail)
                ) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// Changes that were started in the day before the candidate and touch its cause or services.
    private func changesBefore(_ major: MajorIncident, _ incident: Incident, in tx: Transaction) throws -> [Line] {
        let item = incident.cause?.item?.uuidString ?? ""
        let changes = try tx.query(
            """
            SELECT state FROM reference_state
            WHERE subject = \(ChangeAnnounced.subject)
                AND (state ->> 'startedAt')::timestamptz
                    BETWEEN \(major.brokenSince.addingTimeInterval(-86_400)) AND \(major.proposedAt)
                AND (state -> 'scope' ? \(item) OR EXISTS (
                    SELECT FROM jsonb_array_elements(state -> 'expectedImpact') AS impact
                    WHERE impact ->> 'service' = ANY(\(incident.services.map(\.uuidString)))))
            ORDER BY state ->> 'startedAt' LIMIT 50
            """
        ) { try RecordColumn.decode(ChangeAnnounced.self, $0.value("state")) }
        return changes.flatMap { change in
            [("change-started", change.startedAt), ("change-ended", change.endedAt)].compactMap { kind, at in
                at.flatMap { at in
                    at > major.proposedAt
                        ? nil
                        : Line(at: at, source: "change", kind: kind, subject: change.number, detail: change.summary)
                }
            }
        }
    }
}

extension ChangeAnnounced {
    /// What it tells a timeline, and when that was; nil for drafts and assessments.
    fileprivate func moment(heardAt now: Date) -> (kind: String, at: Date)? {
        if facts.contains("started"), let startedAt { return ("change-started", startedAt) }
        if facts.contains("closed"), let endedAt {
            return ("change-ended", endedAt)
        }
        if facts.contains("cancelled") { return ("change-cancelled", updatedAt ?? now) }
        return nil
    }
}
