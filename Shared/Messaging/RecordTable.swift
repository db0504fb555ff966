import Foundation
import Postgres
import Records

/// Records of one kind in a table of their own, with the columns `id`, `version` and `record`.
package protocol RecordTable: RecordStore {
    static var table: String { get }
}

extension RecordTable {
    /// The record, locked until the transaction ends.
    package func find(_ id: UUID, in tx: Transaction) throws -> Kept<Record>? {
        try tx.first("\(Self.rows) WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The record without a lock; with a condition, only if that holds.
    package func read(_ id: UUID, where also: SQL? = nil, in tx: Transaction) throws -> Kept<Record>? {
        try tx.first("\(Self.rows) WHERE id = \(id) AND (\(also ?? "TRUE"))", Self.kept)
    }

    /// The record without a lock. Throws `NotFound`.
    package func existing(_ id: UUID, in tx: Transaction) throws -> Kept<Record> {
        guard let kept = try read(id, in: tx) else { throw NotFound(Record.kind, id.uuidString.lowercased()) }
        return kept
    }

    package func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Record>] {
        try tx.query("\(Self.rows) WHERE \(after) IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)", Self.kept)
    }

    /// Reads a row of the columns `record` and `version`.
    package static func kept(_ row: Row) throws -> Kept<Record> {
        Kept(record: try RecordColumn.decode(Record.self, row.value("record")), version: try row.value("version"))
    }

    private static var rows: SQL { "SELECT record, version FROM \(unsafe: table)" }
}
