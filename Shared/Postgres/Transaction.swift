import Foundation

/// A transaction under way; lives on its connection's thread, so nothing in it can wait for anything but the database.
package final class Transaction {
    private let connection: Connection
    private var readTime: Date?
    private var actions: [@Sendable () -> Void] = []
    /// The last refusal of the server, kept for bodies that swallow it.
    private(set) var failure: DatabaseError?

    init(on connection: Connection) { self.connection = connection }

    /// The database's clock, read once, in whole milliseconds; tests shift it through `clock_shift`.
    package var now: Date {
        get throws {
            if let readTime { return readTime }
            let time: Date? = try first("SELECT dienst_now() AS now") { try $0.value("now") }
            guard let time else { throw DatabaseError(kind: .undecodable, message: "dienst_now() answered nothing.") }
            readTime = time.wholeMilliseconds
            return time.wholeMilliseconds
        }
    }

    /// Runs a statement; answers how many rows it touched.
    @discardableResult
    package func execute(_ sql: SQL) throws -> Int { try run(sql).affectedRows }

    /// Runs a statement and decodes every row.
    package func query<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> [T] {
        let result = try run(sql)
        var values: [T] = []
        values.reserveCapacity(result.rowCount)
        for index in 0..<Int32(result.rowCount) { values.append(try decode(Row(result: result, index: index))) }
        return values
    }

    /// Runs a statement and decodes the first row, if there is one.
    package func first<T>(_ sql: SQL, _ decode: (Row) throws -> T) throws -> T? {
        let result = try run(sql)
        return result.rowCount == 0 ? nil : try decode(Row(result: result, index: 0))
    }

    /// Runs once after a successful commit, on the connection's thread: keep it short, such as waking the relay.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) { actions.append(action) }

    /// Runs a text of many statements without binds.
    func executeScript(_ text: String) throws {
        _ = try noting { () throws(DatabaseError) in try connection.script(text) }
    }

    func runAfterCommit() { actions.forEach { $0() } }

    private func run(_ sql: SQL) throws -> QueryResult {
        try noting { () throws(DatabaseError) in try connection.run(sql) }
    }

    private func noting<T>(_ work: () throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}

extension Date {
    /// Truncated to the precision in which times are kept and sent.
    fileprivate var wholeMilliseconds: Date {
        // A microsecond's worth of slack: 0.007 is stored as 0.006999…
        let milliseconds = (timeIntervalSinceReferenceDate * 1_000 + 0.001).rounded(.down)
        return Date(timeIntervalSinceReferenceDate: milliseconds / 1_000)
    }
}
