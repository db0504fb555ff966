import Contracts
import Foundation
import Postgres
import Records

/// A record as stored. Its version is the number of its journal lines, the sequence of its newest announcement and its ETag.
package struct Kept<Record: Lifecycle>: Sendable, Equatable {
    package let record: Record
    package let version: Int

    package init(record: Record, version: Int) {
        self.record = record
        self.version = version
    }
}

/// The SQL of one kind of record, and what others are told of it.
///
/// A row keeps the whole record as `record jsonb` beside hand-picked typed columns for filters, sorts and constraints,
/// which `save` derives from the record.
package protocol RecordStore: Sendable {
    associatedtype Record: Lifecycle

    /// The record, locked until the transaction ends.
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Record>?

    /// Writes the row, new or changed.
    func save(_ kept: Kept<Record>, in tx: Transaction) throws

    /// Writes many rows; the default writes one after the other.
    func saveMany(_ records: [Kept<Record>], in tx: Transaction) throws

    /// Up to `limit` records with ids after `after`, ascending, without a lock.
    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Record>]

    /// What others are told when these facts have happened; nil for nothing.
    func announcement(of kept: Kept<Record>, facts: [String], in tx: Transaction) throws -> (any Announcement)?
}

extension RecordStore {
    package func saveMany(_ records: [Kept<Record>], in tx: Transaction) throws {
        for record in records { try save(record, in: tx) }
    }
}
