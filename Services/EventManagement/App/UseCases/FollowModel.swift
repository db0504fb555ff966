import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// The model of items and services changes; what fires is bound anew, and health judged anew.
struct FollowModel {
    static let settled = "model-settled"
    /// The owner of the one timer, whatever changed.
    private static let model = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    private static let quiet: TimeInterval = 0.25

    let moves: MoveAlerts

    /// Models are imported in one go, so we wait until it has been quiet for a moment.
    static func changed(in tx: Transaction) throws {
        try ModelShelf.raiseEdition(in: tx)
        try Timers.arm(settled, for: model, at: try tx.now + quiet, in: tx)
    }

    /// An alert that came before the item it speaks of was known finds it now.
    func settle(in tx: Transaction) throws {
        try Turn.take(in: tx)
        let provenance = Provenance.timer(FollowModel.settled)
        let vague = try AlertStore().vague(limit: 2000, in: tx)
        try moves.perform(vague.map { MoveAlerts.Move(alert: $0, kind: .rebind) }, by: provenance, in: tx)
        try AssessHealth().every(in: try moves.model.model(in: tx), by: provenance, in: tx)
    }
}
