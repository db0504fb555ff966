import Foundation
import Postgres

/// The daily partitions of the intake: made ahead, dropped when they are old enough.
struct IntakePartitions {
    /// Makes sure that the days from today on have a partition of their own. A day that already has rows in the
    /// default partition stays there.
    func make(days: Int, from now: Date, in tx: Transaction) throws {
        for day in 0..<days {
            let start = IntakePartitions.day(now + Double(day) * 86_400)
            let name = IntakePartitions.name(start)
            let next = IntakePartitions.text(start + 86_400)
            let first = IntakePartitions.text(start)
            let isTaken: Bool? = try tx.first(
                """
                SELECT to_regclass(\(name)) IS NOT NULL OR EXISTS (
                    SELECT FROM intake_default WHERE received_at >= \(start) AND received_at < \(start + 86_400)
                ) AS is_taken
                """
            ) { try $0.value("is_taken") }
            guard isTaken == false else { continue }
            try tx.execute(
                "CREATE TABLE \(unsafe: name) PARTITION OF intake FOR VALUES FROM ('\(unsafe: first)') TO ('\(unsafe: next)')"
            )
        }
    }

    /// Drops whole days that ended before an instant.
    func drop(before instant: Date, in tx: Transaction) throws {
        let keep = IntakePartitions.name(IntakePartitions.day(instant))
        let old: [String] = try tx.query(
            """
            SELECT c.relname FROM pg_inherits AS h JOIN pg_class AS c ON c.oid = h.inhrelid
            WHERE h.inhparent = 'intake'::regclass AND c.relname ~ '^intake_[0-9]{8}$' AND c.relname < \(keep)
            """
        ) { try $0.value("relname") }
        for name in old { try tx.execute("DROP TABLE \(unsafe: name)") }
        try tx.execute("DELETE FROM intake_default WHERE received_at < \(instant)")
    }

    private static func day(_ instant: Date) -> Date {
        Date(timeIntervalSince1970: (instant.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
    }

    private static func text(_ instant: Date) -> String { instant.formatted(.iso8601) }

    private static func name(_ day: Date) -> String {
        "intake_" + day.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
    }
}
