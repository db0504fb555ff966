import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres

/// Heads of the other services' records, from what their owners announce.
struct FollowRecords: Sendable {
    private static let ended: Set<String> = ["resolved", "closed", "cancelled", "retired"]

    func changed(_ incident: IncidentAnnounced, sequence: Int, in tx: Transaction) throws {
        let known = try MeTooStore().people(of: incident.record, in: tx)
        let affected = (incident.affected ?? []) + known.filter { !(incident.affected ?? []).contains($0) }
        let newest = [incident.updatedAt, incident.closedAt, incident.resolvedAt].compactMap(\.self).max()
        try RecordHeads().note(
            RecordHead(
                reference: RecordReference(kind: .incident, id: incident.record), number: incident.number,
                title: incident.summary, publicTitle: try publicTitle(of: incident, in: tx),
                state: incident.state.rawValue,
                isOpen: !Self.ended.contains(incident.state.rawValue), priority: incident.priority,
                requester: incident.requester, organisation: nil, affected: affected,
                affectedCount: max(incident.affectedCount ?? 0, affected.count),
                team: incident.team, assignee: incident.assignee, services: incident.services, readers: .parties,
                openedAt: incident.openedAt, updatedAt: newest ?? incident.openedAt, sequence: sequence), in: tx)
    }

    /// What everybody may read: which services it hurts, not what monitoring or its requester said.
    private func publicTitle(of incident: IncidentAnnounced, in tx: Transaction) throws -> String {
        let names = try tx.query(
            "SELECT name FROM service WHERE id = ANY(\(incident.services)) ORDER BY name LIMIT 3"
        ) { try $0.value("name") as String }
        return names.isEmpty ? "Disruption" : "Disruption of \(names.joined(separator: ", "))"
    }

    func changed(_ problem: ProblemAnnounced, sequence: Int, in tx: Transaction) throws {
        let now = try tx.now
        try RecordHeads().note(
            RecordHead(
                reference: RecordReference(kind: .problem, id: problem.record), number: problem.number,
                title: problem.summary, state: problem.state, isOpen: !Self.ended.contains(problem.state),
                priority: problem.priority, team: problem.team, assignee: problem.assignee, readers: .staff,
                openedAt: problem.openedAt ?? now, updatedAt: problem.updatedAt ?? problem.openedAt ?? now,
                sequence: sequence), in: tx)
    }

    func changed(_ knownError: KnownErrorAnnounced, sequence: Int, in tx: Transaction) throws {
        let now = try tx.now
        try RecordHeads().note(
            RecordHead(
                reference: RecordReference(kind: .knownError, id: knownError.record), number: knownError.number,
                title: knownError.summary, state: knownError.state, isOpen: !Self.ended.contains(knownError.state),
                readers: .staff, openedAt: knownError.openedAt ?? now,
                updatedAt: knownError.updatedAt ?? knownError.openedAt ?? now, sequence: sequence),
            text: knownError.workaround, in: tx)
    }

    func changed(_ change: ChangeAnnounced, sequence: Int, in tx: Transaction) throws {
        let now = try tx.now
        try RecordHeads().note(
            RecordHead(
                reference: RecordReference(kind: .change, id: change.record), number: change.number,
                title: change.summary, state: change.state, isOpen: !Self.ended.contains(change.state),
                requester: change.requester, team: change.team, assignee: change.assignee,
                services: change.expectedImpact.map(\.service), readers: .staff,
                openedAt: change.draftedAt ?? change.plannedStart ?? now,
                updatedAt: change.updatedAt ?? change.endedAt ?? change.draftedAt ?? now, sequence: sequence), in: tx)
    }
}
