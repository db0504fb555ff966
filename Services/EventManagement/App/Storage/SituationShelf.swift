import EventDomain
import Foundation
import Messaging
import Postgres
import Synchronization

/// The live situations as this copy knows them, kept in memory from turn to turn.
///
/// Only who has the turn takes it. What another copy changed meanwhile is read again; what this copy changed in a
/// transaction that came to nothing is forgotten with all else.
final class SituationShelf: Sendable {
    private struct Shelved: Sendable {
        var map: SituationMap
        let edition: Int
        let turn: Int
        var isCommitted: Bool
    }

    private let shelved = Mutex<Shelved?>(nil)
    private let store = SituationStore()

    /// Takes the map off the shelf, true to what is written.
    func take(edition: Int, model: ServiceModel, in tx: Transaction) throws -> SituationMap {
        let newest = try store.newestTurn(in: tx)
        let found = shelved.withLock { shelved in
            defer { shelved = nil }
            return shelved
        }
        guard let found, found.edition == edition, found.turn == newest || found.isCommitted else {
            var map = SituationMap(model: model)
            for kept in try store.live(changedAfter: nil, in: tx) { map.put(kept.record, version: kept.version) }
            return map
        }
        var map = found.map
        guard found.turn != newest else { return map }
        for kept in try store.live(changedAfter: found.turn, in: tx) { map.put(kept.record, version: kept.version) }
        return map
    }

    func put(_ map: SituationMap, edition: Int, in tx: Transaction) throws {
        let turn = try store.newestTurn(in: tx)
        shelved.withLock { $0 = Shelved(map: map, edition: edition, turn: turn, isCommitted: false) }
        tx.afterCommit { [self] in
            shelved.withLock { if $0?.turn == turn { $0?.isCommitted = true } }
        }
    }
}
