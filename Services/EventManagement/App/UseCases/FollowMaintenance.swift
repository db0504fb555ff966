import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Maintenance windows open, change and end; the alerts they mute are weighed again each time.
struct FollowMaintenance {
    static let windowEnd = "window-end"

    let moves: MoveAlerts
    private let alerts = AlertStore()
    private let windows = WindowStore()

    init(moves: MoveAlerts) {
        self.moves = moves
    }

    /// What counts is the newest that was announced, whichever message comes last.
    func announced(_ message: MaintenanceWindowAnnounced, _ received: Received, in tx: Transaction) throws {
        try Turn.take(in: tx)
        let window = try Projection<MaintenanceWindowAnnounced>().find(message.record, in: tx) ?? message
        if window.state == .open, window.end > (try tx.now) {
            try windows.keep(window, in: tx)
            try Timers.arm(FollowMaintenance.windowEnd, for: window.record, at: window.end, in: tx)
        } else {
            try windows.forget(window.record, in: tx)
            try Timers.disarm(FollowMaintenance.windowEnd, for: window.record, in: tx)
        }
        try reconsider(window.record, by: received.provenance, in: tx)
    }

    /// Nothing more was heard of it, so it ends when it was to end.
    func ended(_ window: UUID, in tx: Transaction) throws {
        try Turn.take(in: tx)
        try windows.forget(window, in: tx)
        try reconsider(window, by: .timer(FollowMaintenance.windowEnd), in: tx)
    }

    private func reconsider(_ window: UUID, by provenance: Provenance, in tx: Transaction) throws {
        let muted = try alerts.muted(by: window, in: tx)
        try moves.perform(muted.map { MoveAlerts.Move(alert: $0, kind: .reconsider) }, by: provenance, in: tx)
    }
}
