import EventDomain
import Foundation
import Messaging
import Postgres

/// An alert as a source finds it again: by what the source calls it.
struct HeardAlert {
    let alert: Alert
    let events: Int
    let lastSeen: Date

    /// Without a lock; nil for what never fired.
    static func find(_ identity: Identity, in tx: Transaction) throws -> HeardAlert? {
        let key = FoldIntake.key(identity.text, of: identity.integration)
        return try tx.first(
            """
            SELECT alert.version, alert.record, pulse.events, pulse.last_seen FROM pulse
            JOIN alert ON alert.id = pulse.alert WHERE pulse.identity = \(key)
            """
        ) { row in
            HeardAlert(
                alert: try AlertStore().decode(row).record, events: try row.value("events"),
                lastSeen: try row.value("last_seen"))
        }
    }
}
