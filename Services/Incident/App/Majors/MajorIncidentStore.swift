import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Major incidents in the table `major_incident`.
struct MajorIncidentStore: RecordTable {
    static let table = "major_incident"

    /// Those whose incident one may work on, and those in which one has a role.
    static let sight = Sight(of: MajorIncident.kind, in: "major_incident", by: .incidentsWork) { caller in
        Scope(
            own: """
                (\(caller.id) = ANY(holders) OR \(Self.incident("i.requester = \(caller.id) OR i.assignee = \(caller.id)")))
                """,
            team: Self.incident("i.team = ANY(\(caller.teams))"),
            organisation: Self.incident(Scope.organisation("i.organisation", of: caller)))
    }

    private static func incident(_ condition: SQL) -> SQL {
        "EXISTS (SELECT FROM incident i WHERE i.id = major_incident.incident AND (\(condition)))"
    }

    /// The one of an incident, locked until the transaction ends.
    func of(_ incident: UUID, in tx: Transaction) throws -> Kept<MajorIncident>? {
        try tx.first("SELECT version, record FROM major_incident WHERE incident = \(incident) FOR UPDATE", Self.kept)
    }

    /// What the one of an incident is called; nil without one.
    func number(of incident: UUID, in tx: Transaction) throws -> String? {
        try tx.first("SELECT number FROM major_incident WHERE incident = \(incident)") { try $0.value("number") }
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<MajorIncident> {
        let given = UUID(uuidString: key)
        let found = try tx.first(
            "SELECT version, record FROM major_incident WHERE id = \(given) OR number = \(key.uppercased())",
            Self.kept)
        guard let found else { throw NotFound(MajorIncident.kind, key) }
        return found
    }

    /// Candidates and what is led that hurt one of these services or come from one of these items.
    func live(hurting services: [UUID], or items: [UUID], in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT m.id FROM major_incident m JOIN incident i ON i.id = m.incident
            WHERE m.state IN ('proposed', 'accepted', 'restored')
                AND (i.services && \(services) OR i.cause_item = ANY(\(items)))
            ORDER BY m.id
            """
        ) { try $0.value("id") }
    }

    func save(_ kept: Kept<MajorIncident>, in tx: Transaction) throws {
        let major = kept.record
        try tx.execute(
            """
            INSERT INTO major_incident (id, number, version, state, incident, holders, proposed_at, record)
            VALUES (
                \(major.id), \(major.number), \(kept.version), \(major.state), \(major.incident),
                \(major.holders.map(\.person)), \(major.proposedAt), \(try RecordColumn.encode(major))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, holders = excluded.holders, record = excluded.record
            """)
    }

    func announcement(of kept: Kept<MajorIncident>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        let incident = try tx.first(
            "SELECT version, record FROM incident WHERE id = \(kept.record.incident)", IncidentStore.kept)
        guard let incident else { return nil }
        let management = try RulesStore<MajorIncidentPolicy>().current(in: tx).rules.management
        return MajorIncidentAnnounced(
            kept.record, of: incident.record, management: management, facts: facts,
            at: try facts.isEmpty ? nil : tx.now)
    }
}

extension MajorIncidentStore {
    /// The major incident in the address, if the caller may see it, and do this to it.
    func seen(_ call: Call, to action: Action? = nil, in tx: Transaction) throws -> Kept<MajorIncident> {
        let key = try call.path("number")
        let kept = try read(key, in: tx)
        try Self.sight.check(kept.record.id, as: key, by: call.principal, to: action, in: tx)
        return kept
    }
}

extension MajorIncidentAnnounced {
    /// What others are told whenever a major incident changes.
    init(_ major: MajorIncident, of incident: Incident, management: [UUID], facts: [String], at now: Date?) {
        let newest = major.updates.suffix(20).reversed().map { update in
            AnnouncedStatusUpdate(
                id: update.id, audience: update.audience.rawValue, progress: update.progress.rawValue,
                text: update.text, author: update.author, at: update.at)
        }
        self.init(
            record: major.id, facts: facts, number: major.number, state: MajorIncidentState(major.state),
            incident: incident.id, incidentNumber: incident.number, summary: incident.summary,
            priority: incident.priority.rawValue, services: Array(incident.services.prefix(50)),
            commander: major.holder(of: .commander), communications: major.holder(of: .communications),
            management: management, cadence: major.plan.cadence,
            nextUpdateAt: Audience.allCases.compactMap { major.updateDue(to: $0) }.min(), updates: newest,
            updateCount: major.updates.count, proposedAt: major.proposedAt, acceptedAt: major.acceptedAt,
            restoredAt: major.restoredAt, closedAt: major.closedAt, updatedAt: now)
    }
}

extension MajorIncidentState {
    /// Exhaustive, so that a new state does not build until somebody decides what others hear.
    init(_ state: MajorIncident.State) {
        self =
            switch state {
            case .proposed: .proposed
            case .rejected: .rejected
            case .lapsed: .lapsed
            case .accepted: .accepted
            case .restored: .restored
            case .reviewing: .reviewing
            case .closed: .closed
            case .demoted: .demoted
            }
    }
}
