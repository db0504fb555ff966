import Foundation
import Postgres

/// The partitions of a table by time: made ahead, dropped whole when they are old enough.
///
/// The table `x` is partitioned by a range of its time column and has a default partition `x_default`.
package struct TimePartitions: Sendable {
    private let table: String
    private let column: String
    private let span: TimeInterval

    /// - Parameter days: how long each partition is.
    package init(of table: String, by column: String, days: Int) {
        self.table = table
        self.column = column
        span = Double(days) * 86_400
    }

    /// Makes sure that the present partition and the next ones stand. A time that already has rows in the default
    /// partition stays there.
    package func make(ahead count: Int, from now: Date, in tx: Transaction) throws {
        for index in 0...count {
            let start = begin(of: now + Double(index) * span)
            let (name, end) = (name(start), start + span)
            let isTaken: Bool? = try tx.first(
                """
                SELECT to_regclass(\(name)) IS NOT NULL OR EXISTS (
                    SELECT FROM \(unsafe: table)_default
                    WHERE \(unsafe: column) >= \(start) AND \(unsafe: column) < \(end)
                ) AS is_taken
                """
            ) { try $0.value("is_taken") }
            guard isTaken == false else { continue }
            try tx.execute(
                """
                CREATE TABLE \(unsafe: name) PARTITION OF \(unsafe: table)
                FOR VALUES FROM ('\(unsafe: start.formatted(.iso8601))') TO ('\(unsafe: end.formatted(.iso8601))')
                """)
        }
    }

    /// Drops partitions that ended before an instant.
    package func drop(before instant: Date, in tx: Transaction) throws {
        let oldest = name(begin(of: instant))
        let old: [String] = try tx.query(
            """
            SELECT c.relname FROM pg_inherits AS h JOIN pg_class AS c ON c.oid = h.inhrelid
            WHERE h.inhparent = \(table)::regclass AND c.relname ~ \("^\(table)_[0-9]{8}$") AND c.relname < \(oldest)
            """
        ) { try $0.value("relname") }
        for name in old { try tx.execute("DROP TABLE \(unsafe: name)") }
        try tx.execute("DELETE FROM \(unsafe: table)_default WHERE \(unsafe: column) < \(instant)")
    }

    private func begin(of instant: Date) -> Date {
        Date(timeIntervalSince1970: (instant.timeIntervalSince1970 / span).rounded(.down) * span)
    }

    private func name(_ start: Date) -> String {
        "\(table)_" + start.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
    }
}
