import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Children do as their parent does: each by a timer of its own, in a transaction of its own, once, in whichever copy.
struct LeadChildren: FollowsIncidents {
    static let timer = "follow-parent"

    func follow(_ kept: Kept<Incident>, by provenance: Provenance, in tx: Transaction) throws -> Kept<Incident> {
        guard kept.record.parent == nil else { return kept }
        let children: [UUID] = try tx.query(
            "SELECT id FROM incident WHERE parent = \(kept.record.id) AND state NOT IN ('closed', 'cancelled')"
        ) { try $0.value("id") }
        try Timers.arm(Self.timer, for: children, at: tx.now, in: tx)
        return kept
    }

    /// The child looks at where its parent stands; the same standing is followed once.
    static func due(_ child: UUID, _ incidents: Incidents, in tx: Transaction) throws {
        guard let kept = try incidents.store.find(child, in: tx), let parent = kept.record.parent,
            let other = try incidents.store.read(parent.id, in: tx)?.record,
            try isNews(other, for: child, in: tx), let command = kept.record.following(other)
        else { return }
        var provenance = Provenance.timer(timer)
        provenance.reason = "As its parent \(parent.number)."
        try incidents.perform(command, on: child, by: provenance, in: tx)
    }

    private static func isNews(_ parent: Incident, for child: UUID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO incident_followed (child, parent, standing) VALUES (\(child), \(parent.id), \(parent.standing))
            ON CONFLICT (child) DO UPDATE SET parent = excluded.parent, standing = excluded.standing
            WHERE (incident_followed.parent, incident_followed.standing) <> (excluded.parent, excluded.standing)
            """) > 0
    }

    /// Just joined: whatever the parent's standing is, it is news.
    static func joined(_ child: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM incident_followed WHERE child = \(child)")
        try Timers.arm(timer, for: child, at: tx.now, in: tx)
    }
}

/// Incidents become and cease to be children of others.
struct JoinIncidents: Sendable {
    let incidents: Incidents

    /// Both are locked in the order of their ids. Throws `Rejection` when that would make more than two levels.
    func join(
        _ child: UUID, to parent: UUID, by provenance: Provenance, expecting version: Int?, in tx: Transaction
    ) throws -> Kept<Incident> {
        var found: [UUID: Incident] = [:]
        for id in Set([child, parent]).sorted(by: { $0.uuidString < $1.uuidString }) {
            found[id] = try incidents.store.find(id, in: tx)?.record
        }
        guard let one = found[child], let other = found[parent] else {
            throw NotFound(Incident.kind, child.uuidString.lowercased())
        }
        let command = try one.joining(other, hasChildren: try incidents.store.hasChildren(child, in: tx))
        try LeadChildren.joined(child, in: tx)
        let joined = try incidents.perform(command, on: child, by: provenance, expecting: version, in: tx)
        // Many children make a major incident.
        try incidents.majors.follow(other, by: provenance, in: tx)
        return joined
    }
}

extension IncidentStore {
    /// Those of its children that have not ended, locked in a fixed order until the transaction ends.
    func children(of parent: UUID, in tx: Transaction) throws -> [Kept<Incident>] {
        try tx.query(
            """
            SELECT version, record FROM incident WHERE parent = \(parent) AND state NOT IN ('closed', 'cancelled')
            ORDER BY id FOR UPDATE
            """, Self.kept)
    }

    func hasChildren(_ id: UUID, in tx: Transaction) throws -> Bool {
        try tx.first("SELECT EXISTS (SELECT FROM incident WHERE parent = \(id)) AS found") {
            try $0.value("found")
        } ?? false
    }
}
