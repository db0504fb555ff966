import Messaging
import Postgres
import Records

/// A row of a list before it becomes a view.
struct StoredRecord<Record: Lifecycle>: Codable, Sendable {
    let record: Record
    let version: Int

    init(_ row: Row) throws {
        record = try RecordColumn.decode(Record.self, row.value("record"))
        version = try row.value("version")
    }

    var kept: Kept<Record> { Kept(record: record, version: version) }
}
