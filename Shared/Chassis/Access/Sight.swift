import Foundation
import Postgres
import Records

/// Which rows of a table a caller may see and move: one per kind of record, and the only place that decides.
package struct Sight: Sendable {
    /// The record's name in refusals: `incident`.
    let kind: String
    /// The table, which has the key `id`.
    let table: String
    let reading: Action
    let scope: @Sendable (Principal) -> Scope

    package init(
        of kind: String, in table: String, by reading: Action, scope: @escaping @Sendable (Principal) -> Scope
    ) {
        self.kind = kind
        self.table = table
        self.reading = reading
        self.scope = scope
    }

    /// The condition for rows that this caller may see, for lists; nil when they may see all.
    package func visible(to caller: Principal) -> SQL? { scope(caller).condition(caller.reach(of: reading)) }

    /// Throws `NotFound` when the caller may not see the record, exactly as if it were not there, and 403 when they see it
    /// but may not do this to it.
    package func check(
        _ id: UUID, as key: String, by caller: Principal, to action: Action? = nil, in tx: Transaction
    ) throws {
        guard try covers(id, visible(to: caller), in: tx) else { throw NotFound(kind, key) }
        guard let action else { return }
        guard try covers(id, scope(caller).condition(caller.reach(of: action)), in: tx) else {
            throw ErrorReply.permissionNeeded(action)
        }
    }

    private func covers(_ id: UUID, _ condition: SQL?, in tx: Transaction) throws -> Bool {
        guard let condition else { return true }
        return try tx.first("SELECT id FROM \(unsafe: table) WHERE id = \(id) AND \(condition)") { _ in true } ?? false
    }
}
