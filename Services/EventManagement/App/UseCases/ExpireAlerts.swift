import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Ends alerts whose source promised to repeat them and does not any more.
struct ExpireAlerts {
    let moves: MoveAlerts
    /// How much longer than promised a source may be silent.
    let grace: Duration
    private let pulses = PulseStore()
    private let intake = IntakeStore()

    init(moves: MoveAlerts, grace: Duration) {
        self.moves = moves
        self.grace = grace
    }

    /// Answers how many ended. Nothing ends while we ourselves are behind with reading.
    func overdue(in tx: Transaction) throws -> Int {
        guard try Turn.tryTake(in: tx), try intake.waiting(in: tx) == 0 else { return 0 }
        let now = try tx.now
        var overdue = try pulses.overdue(at: now - grace / .seconds(1), limit: 500, in: tx)
        for index in overdue.indices { overdue[index].pulse.expire() }
        let ended = overdue.compactMap { kept in
            kept.alert.map {
                let end = SourceTimes.wholeMilliseconds(kept.pulse.expiresAt ?? now)
                return MoveAlerts.Move(alert: $0, kind: .expire(at: end))
            }
        }
        try moves.perform(ended, by: .timer("expiry"), in: tx)
        try pulses.update(overdue, in: tx)
        return overdue.count
    }
}
