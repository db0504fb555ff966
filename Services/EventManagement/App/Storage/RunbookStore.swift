import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runbooks in the table `runbook`; what they send and nobody is shown is beside it, in `RunbookSecrets`.
struct RunbookStore: RecordTable {
    static let table = "runbook"

    /// The one that rules mean by a name, unless it is retired.
    func named(_ name: String, in tx: Transaction) throws -> Runbook? {
        try tx.first(
            "SELECT version, record FROM runbook WHERE lower(name) = lower(\(name)) AND state <> 'retired'", Self.kept
        )?.record
    }

    func count(in tx: Transaction) throws -> Int {
        try tx.first("SELECT count(*) AS count FROM runbook WHERE state <> 'retired'") { try $0.value("count") } ?? 0
    }

    func save(_ kept: Kept<Runbook>, in tx: Transaction) throws {
        let runbook = kept.record
        try tx.execute(
            """
            INSERT INTO runbook (id, version, state, name, created_at, record)
            VALUES (
                \(runbook.id), \(kept.version), \(runbook.state), \(runbook.terms.name), \(runbook.createdAt),
                \(try RecordColumn.encode(runbook))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, name = excluded.name, record = excluded.record
            """)
    }

    /// What runs is told; what could run is nobody else's.
    func announcement(of kept: Kept<Runbook>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}
