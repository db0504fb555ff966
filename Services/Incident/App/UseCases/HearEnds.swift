import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The problem or change that incidents are on hold for has ended, well or not: they go on.
struct HearEnds {
    private static let problems: Set<String> = ["resolved", "closed", "cancelled", "risk_accepted"]
    private static let changes: Set<String> = ["closed", "cancelled"]

    let incidents: Incidents

    func heard(_ problem: ProblemAnnounced, _ received: Received, in tx: Transaction) throws {
        guard Self.problems.contains(problem.state) else { return }
        let because = "\(problem.number) is \(problem.state.replacing("_", with: " "))."
        try tell(.problem(problem.record), "problem = \(problem.record)", because, received, in: tx)
    }

    func heard(_ change: ChangeAnnounced, _ received: Received, in tx: Transaction) throws {
        guard Self.changes.contains(change.state) else { return }
        let because = "\(change.number) is \(change.outcome?.replacing("_", with: " ") ?? change.state)."
        let awaiting: SQL =
            "coalesce(record->'hold'->>'change', record->>'change')::uuid = \(change.record)"
        try tell(.change(change.record), awaiting, because, received, in: tx)
    }

    /// In a fixed order, as everybody locks incidents.
    private func tell(
        _ awaited: Incident.Awaited, _ condition: SQL, _ because: String, _ received: Received, in tx: Transaction
    ) throws {
        let waiting: [UUID] = try tx.query(
            "SELECT id FROM incident WHERE state = 'on_hold' AND \(condition) ORDER BY id FOR UPDATE"
        ) { try $0.value("id") }
        var provenance = received.provenance
        provenance.reason = because
        for id in waiting { try incidents.perform(.hearEnd(of: awaited), on: id, by: provenance, in: tx) }
    }
}
