import Postgres
import Records

/// Record numbers, from one sequence per prefix: unique and rising, gaps possible.
package enum Numbers {
    /// The next number, `INC0000042`. The service's migration makes the sequence `inc_numbers`.
    package static func next(_ prefix: RecordNumber.Prefix, in tx: Transaction) throws -> String {
        let sequence = prefix.rawValue.lowercased() + "_numbers"
        let count: Int? = try tx.first("SELECT nextval(\(sequence)::regclass) AS count") { try $0.value("count") }
        return RecordNumber(prefix, count ?? 0).description
    }

    /// Several numbers at once, ascending.
    package static func next(_ prefix: RecordNumber.Prefix, count: Int, in tx: Transaction) throws -> [String] {
        let sequence = prefix.rawValue.lowercased() + "_numbers"
        return try tx.query(
            "SELECT nextval(\(sequence)::regclass) AS count FROM generate_series(1, \(count))"
        ) { RecordNumber(prefix, try $0.value("count")).description }
    }
}
