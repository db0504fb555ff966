import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Incidents in the database.
struct IncidentStore: RecordTable {
    static let table = "incident"

    /// The newest incident of a situation, locked until the transaction ends.
    func newest(of situation: UUID, in tx: Transaction) throws -> Kept<Incident>? {
        try tx.first(
            """
            SELECT version, record FROM incident
            WHERE situation = \(situation) ORDER BY opened_at DESC LIMIT 1 FOR UPDATE
            """, Self.kept)
    }

    /// Open incidents with this cause or among these, locked in a fixed order until the transaction ends.
    func open(causedBy item: UUID?, orAmong incidents: [UUID], in tx: Transaction) throws -> [Kept<Incident>] {
        try tx.query(
            """
            SELECT version, record FROM incident
            WHERE state NOT IN ('resolved', 'closed', 'cancelled') AND (cause_item = \(item) OR id = ANY(\(incidents)))
            ORDER BY id FOR UPDATE
            """, Self.kept)
    }

    /// The id behind a number or an id as written in an address.
    func id(of key: String, in tx: Transaction) throws -> UUID? {
        if let id = UUID(uuidString: key) { return id }
        return try tx.first("SELECT id FROM incident WHERE number = \(key.uppercased())") { try $0.value("id") }
    }

    func save(_ kept: Kept<Incident>, in tx: Transaction) throws {
        let incident = kept.record
        try tx.execute(
            """
            INSERT INTO incident
                (id, number, version, state, priority, summary, situation, cause_item, problem, services, team, assignee,
                 requester, organisation, parent, category, opened_at, resolved_at, task_people, task_teams, record)
            VALUES (
                \(incident.id), \(incident.number), \(kept.version), \(incident.state), \(incident.priority.rawValue),
                \(incident.summary), \(incident.situation), \(incident.cause?.item), \(incident.problem),
                \(incident.services), \(incident.team), \(incident.assignee), \(incident.requester),
                \(incident.organisation), \(incident.parent?.id), \(incident.category?.text), \(incident.openedAt),
                \(incident.resolvedAt), \(incident.openTasks.compactMap(\.given.person)),
                \(incident.openTasks.compactMap(\.given.team)), \(try RecordColumn.encode(incident))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, priority = excluded.priority,
                summary = excluded.summary, cause_item = excluded.cause_item, problem = excluded.problem,
                services = excluded.services, team = excluded.team, assignee = excluded.assignee,
                parent = excluded.parent, category = excluded.category,
                resolved_at = excluded.resolved_at, task_people = excluded.task_people,
                task_teams = excluded.task_teams, record = excluded.record
            """)
    }

    func announcement(of kept: Kept<Incident>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        IncidentAnnounced(kept.record, facts: facts, at: try facts.isEmpty ? nil : tx.now)
    }
}

extension Incident {
    var situation: UUID? {
        if case .situation(let id, _) = origin { id } else { nil }
    }

    var requester: UUID? {
        if case .report(let requester, _, _) = origin { requester } else { nil }
    }
}
