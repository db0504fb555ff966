import Chassis
import Contracts
import DeskDomain
import Foundation
import Messaging
import Postgres
import Records

/// Reports and requests that come again by the calendar, one row each.
struct RecurringRecordStore: RecordTable {
    static let table = "recurring_record"

    static let listing = Listing(
        sorts: [Listing.Column("name", "name", .text), Listing.Column("definedAt", "defined_at", .date)],
        standard: "name",
        filters: [.any("state", "state", .oneOf(RecurringRecord.State.self), "Whether they come again")],
        search: { "name ILIKE \(Search.pattern($0))" })

    func save(_ kept: Kept<RecurringRecord>, in tx: Transaction) throws {
        let record = kept.record
        try tx.execute(
            """
            INSERT INTO recurring_record (id, version, name, owner, state, next_at, defined_at, record)
            VALUES (
                \(record.id), \(kept.version), \(record.details.name), \(record.owner), \(record.state),
                \(record.nextAt), \(record.definedAt), \(try RecordColumn.encode(record))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, name = excluded.name, state = excluded.state, next_at = excluded.next_at,
                record = excluded.record
            """)
    }

    /// What it makes is announced, it itself is not.
    func announcement(
        of kept: Kept<RecurringRecord>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }
}
