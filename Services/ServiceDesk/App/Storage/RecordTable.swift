import Foundation
import Messaging
import Postgres
import Records

/// A store of one table, whose rows keep the record in `record` and its version beside.
protocol RecordTable: RecordStore {
    static var table: String { get }
}

extension RecordTable {
    /// The record, locked until the transaction ends.
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Record>? {
        try tx.first("\(Self.rows) WHERE id = \(id) FOR UPDATE", Self.kept)
    }

    /// The record without a lock; with a condition, only if that holds.
    func read(_ id: UUID, where also: SQL? = nil, in tx: Transaction) throws -> Kept<Record>? {
        try tx.first("\(Self.rows) WHERE id = \(id) AND (\(also ?? "TRUE"))", Self.kept)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Record>] {
        try tx.query("\(Self.rows) WHERE \(after) IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)", Self.kept)
    }

    /// Reads a row of the columns `record` and `version`.
    static func kept(_ row: Row) throws -> Kept<Record> {
        Kept(record: try RecordColumn.decode(Record.self, row.value("record")), version: try row.value("version"))
    }

    private static var rows: SQL { "SELECT record, version FROM \(unsafe: table)" }
}
