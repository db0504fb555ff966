import Postgres
import Synchronization

/// How many items a list has. Counting stops at `most`; `more` says that it did.
package struct Count: Codable, Equatable, Sendable {
    package static let most = 10_000

    package let count: Int
    package let more: Bool

    package init(rows: Int) {
        count = min(rows, Self.most)
        more = rows > Self.most
    }
}

/// Takes the number of rows where a list would read them: the handler is the list's own, so it counts what it would show.
final class Counting: Sendable {
    private let found = Mutex<Count?>(nil)

    /// Nil when the handler did not read its page by `Wanted.read`.
    var count: Count? { found.withLock { $0 } }

    func count(_ tables: SQL, where condition: SQL, in tx: Transaction) throws {
        let rows: Int? = try tx.first(
            """
            SELECT count(*) AS rows FROM (SELECT FROM \(tables) WHERE \(condition) LIMIT \(Count.most + 1)) AS counted
            """
        ) { try $0.value("rows") }
        found.withLock { $0 = Count(rows: rows ?? 0) }
    }
}
