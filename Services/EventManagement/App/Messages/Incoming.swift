import Contracts
import Foundation
import Messaging
import Postgres

/// What event management listens to.
func incoming(_ moves: MoveAlerts, _ works: RunbookWorks) -> Incoming {
    var incoming = Incoming()
    incoming.keep(PersonAnnounced.self)
    incoming.keep(TeamAnnounced.self)
    incoming.keep(SigningKeysAnnounced.self)
    incoming.keep(AgreementAnnounced.self)
    incoming.keep(CalendarAnnounced.self)
    incoming.on(ConfigurationItemAnnounced.self, keep: true) { _, _, tx in try FollowModel.changed(in: tx) }
    incoming.on(ServiceAnnounced.self, keep: true) { _, _, tx in try FollowModel.changed(in: tx) }
    incoming.on(MaintenanceWindowAnnounced.self, keep: true) { window, received, tx in
        try FollowMaintenance(moves: moves).announced(window, received, in: tx)
    }
    incoming.on(ChangeAnnounced.self, keep: true) { change, _, tx in
        try OpenChangeStore().follow(change, in: tx)
        try works.runs.named(change, in: tx)
    }
    incoming.on(AdjustmentOutcome.self) { outcome, received, tx in try works.runs.heard(outcome, received, in: tx) }
    return incoming
}
