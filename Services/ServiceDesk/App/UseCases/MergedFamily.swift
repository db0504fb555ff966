import Chassis
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// A record and those that were merged into it, as far as a reader may see them: nobody reads at the survivor what they could
/// not read where it was said.
struct MergedFamily: Sendable {
    let head: RecordHead
    /// Those merged into it that this reader may see, oldest first.
    let merged: [RecordHead]
    /// Where the record itself goes on, if it was merged and the reader may see that.
    let survivor: RecordHead?
    /// The conversations of all of them, as far as there are any; the record's own is the first.
    let conversations: [Conversation]

    var references: [RecordReference] { [head.reference] + merged.map(\.reference) }

    /// Throws `NotFound` when the record is not for this reader.
    init(_ reference: RecordReference, for reader: Principal, in tx: Transaction) throws {
        let (sight, store) = (RecordSight(), ConversationStore())
        head = try sight.find(reference, for: reader, in: tx)
        let own = try store.read(reference, in: tx)?.record
        merged = try (own?.absorbed ?? []).compactMap { try sight.seen($0, by: reader, in: tx) }
        survivor = try own?.mergedInto.flatMap { try Self.last($0, in: tx) }.flatMap {
            try sight.seen($0, by: reader, in: tx)
        }
        conversations =
            try [own].compactMap(\.self) + merged.compactMap { try store.read($0.reference, in: tx)?.record }
    }

    /// Follows what was merged again, to where it goes on now.
    private static func last(_ reference: RecordReference, in tx: Transaction) throws -> RecordReference {
        var (last, steps) = (reference, 0)
        while steps < Conversation.mostAbsorbed,
            let next = try ConversationStore().read(last, in: tx)?.record.mergedInto
        {
            (last, steps) = (next, steps + 1)
        }
        return last
    }
}

extension RecordSight {
    /// The record, or nil when there is none for this reader.
    func seen(_ reference: RecordReference, by reader: Principal, in tx: Transaction) throws -> RecordHead? {
        do {
            return try find(reference, for: reader, in: tx)
        } catch is NotFound {
            return nil
        }
    }
}
