import Contracts
import Foundation
import Postgres
import Records

/// All records of a store are announced again as they stand, for readers that are new or repaired: some hundred in each firing
/// of a timer, whose owner is the last record told. A record keeps its sequence, so that whoever knows it drops the message.
package struct Reannouncing<Store: RecordStore>: Sendable {
    static var page: Int { 200 }
    private static var beginning: UUID { UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) }

    private let store: Store
    private let timer: String

    package init(_ store: Store) {
        self.store = store
        timer = "announce-\(Store.Record.kind)"
    }

    /// Begins; asked again meanwhile, it begins anew.
    package func begin(in tx: Transaction) throws {
        try Timers.arm(timer, for: Self.beginning, at: tx.now, in: tx)
    }

    /// Adds the timer that does the work.
    package func add(to timers: inout TimerHandlers) {
        timers.on(timer) { last, _, tx in try goOn(after: last, in: tx) }
    }

    private func goOn(after last: UUID, in tx: Transaction) throws {
        let kept = try store.page(after: last, limit: Self.page, in: tx)
        for record in kept {
            guard let message = try store.announcement(of: record, facts: [], in: tx) else { continue }
            try Outbox.announce(message, sequence: record.version, by: .timer(timer), in: tx)
        }
        guard kept.count == Self.page, let newest = kept.last?.record.id else { return }
        try Timers.arm(timer, for: newest, at: tx.now, in: tx)
    }
}
