import ChangeDomain
import Contracts
import Foundation
import Messaging
import Postgres

/// Maintenance windows, one row each.
struct WindowStore: RecordTable {
    static let table = "maintenance_windows"

    /// The window without a lock, by number or by id.
    func read(_ key: String, in tx: Transaction) throws -> Kept<MaintenanceWindow>? {
        let matches: SQL = UUID(uuidString: key).map { "id = \($0)" } ?? "number = upper(\(key))"
        return try tx.first("SELECT record, version FROM maintenance_windows WHERE \(matches)", Self.kept)
    }

    /// The one window of a change that is not over yet, without a lock.
    func liveID(of change: UUID, in tx: Transaction) throws -> UUID? {
        try tx.first(
            """
            SELECT id FROM maintenance_windows
            WHERE change = \(change) AND state IN ('planned', 'open', 'extended')
            """
        ) { try $0.value("id") }
    }

    /// The same, locked.
    func live(of change: UUID, in tx: Transaction) throws -> Kept<MaintenanceWindow>? {
        try tx.first(
            """
            SELECT record, version FROM maintenance_windows
            WHERE change = \(change) AND state IN ('planned', 'open', 'extended')
            FOR UPDATE
            """, Self.kept)
    }

    /// All windows of these changes, oldest first.
    func windows(of changes: [UUID], in tx: Transaction) throws -> [Kept<MaintenanceWindow>] {
        guard !changes.isEmpty else { return [] }
        return try tx.query(
            "SELECT record, version FROM maintenance_windows WHERE change = ANY(\(changes)) ORDER BY id", Self.kept)
    }

    func save(_ kept: Kept<MaintenanceWindow>, in tx: Transaction) throws {
        let window = kept.record
        try tx.execute(
            """
            INSERT INTO maintenance_windows
                (id, version, number, change, change_number, state, starts_at, ends_at, scope, record)
            VALUES (
                \(window.id), \(kept.version), \(window.plan.number), \(window.plan.change),
                \(window.plan.changeNumber), \(window.state), \(window.start), \(window.end), \(window.plan.scope),
                \(try RecordColumn.encode(window))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, record = excluded.record
            """)
    }

    func announcement(
        of kept: Kept<MaintenanceWindow>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? {
        MaintenanceWindowAnnounced(kept.record, facts: facts)
    }
}
