import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// What people do with alerts, and what ends by itself after they did.
struct HandleAlerts {
    /// The timer of whatever mutes an alert for a time.
    static let due = "alert-due"

    let moves: MoveAlerts
    private let alerts = Ledger(AlertStore())

    init(moves: MoveAlerts) {
        self.moves = moves
    }

    /// Throws `NotFound`, `StaleVersion`, or the alert's `Rejection`.
    func perform(
        _ command: Alert.Command, on id: UUID, expecting version: Int?, by provenance: Provenance, in tx: Transaction
    ) throws -> Kept<Alert> {
        try Turn.take(in: tx)
        if case .assign(let assignment) = command { try check(assignment, in: tx) }
        let before = try alerts.find(id, expecting: version, in: tx)
        try moves.perform([MoveAlerts.Move(alert: id, kind: .command(command))], by: provenance, in: tx)
        return try alerts.store.find(id, in: tx) ?? before
    }

    /// The time of something that muted it is over.
    func settle(_ id: UUID, in tx: Transaction) throws {
        try Turn.take(in: tx)
        try moves.perform([MoveAlerts.Move(alert: id, kind: .settle)], by: .timer(HandleAlerts.due), in: tx)
    }

    private func check(_ assignment: Alert.Assignment, in tx: Transaction) throws {
        if let person = assignment.person {
            guard try Projection<PersonAnnounced>().find(person, in: tx)?.active == true else {
                throw Invalid("There is no active person with this id.", field: "person", code: "unknown_person")
            }
        }
        if let team = assignment.team {
            guard try Projection<TeamAnnounced>().find(team, in: tx)?.active == true else {
                throw Invalid("There is no active team with this id.", field: "team", code: "unknown_team")
            }
        }
    }
}
