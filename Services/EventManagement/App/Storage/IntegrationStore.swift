import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Sources and the hashes of their keys.
struct IntegrationStore: RecordTable {
    static let table = "integration"

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<Integration> {
        let found = try tx.first("SELECT version, record FROM integration WHERE id = \(id)", Self.kept)
        guard let found else { throw NotFound(Integration.kind, id.uuidString.lowercased()) }
        return found
    }

    func save(_ kept: Kept<Integration>, in tx: Transaction) throws {
        let integration = kept.record
        try tx.execute(
            """
            INSERT INTO integration (id, version, name, state, created_at, record)
            VALUES (
                \(integration.id), \(kept.version), \(integration.name), \(integration.state), \(integration.createdAt),
                \(try RecordColumn.encode(integration))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, name = excluded.name, state = excluded.state, record = excluded.record
            """)
    }

    func addKey(_ hash: Data, of integration: UUID, in tx: Transaction) throws {
        try tx.execute("INSERT INTO integration_key (hash, integration) VALUES (\(hash), \(integration))")
    }

    func revokeKeys(of integration: UUID, at instant: Date, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE integration_key SET revoked_at = \(instant) WHERE integration = \(integration) AND revoked_at IS NULL"
        )
    }

    /// The integration a key belongs to; nil when there is none, or no longer.
    func integration(byKey hash: Data, in tx: Transaction) throws -> Source? {
        try tx.first(
            """
            SELECT i.version, i.record FROM integration_key AS k JOIN integration AS i ON i.id = k.integration
            WHERE k.hash = \(hash) AND k.revoked_at IS NULL
            """
        ) { Source(try Self.kept($0).record) }
    }

    /// The active one of this name.
    func active(named name: String, in tx: Transaction) throws -> Integration? {
        try tx.first("SELECT version, record FROM integration WHERE name = \(name) AND state = 'active'") {
            try Self.kept($0).record
        }
    }

    /// The active ones that name a stream to fetch.
    func streaming(in tx: Transaction) throws -> [Integration] {
        try tx.query(
            """
            SELECT version, record FROM integration
            WHERE state = 'active' AND record->'profile'->'stream'->>'url' IS NOT NULL ORDER BY id
            """
        ) { try Self.kept($0).record }
    }

    func sources(_ ids: Set<UUID>, in tx: Transaction) throws -> [UUID: Source] {
        let found = try tx.query("SELECT version, record FROM integration WHERE id = ANY(\(Array(ids)))") {
            Source(try Self.kept($0).record)
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    /// Nobody else needs to know who our sources are.
    func announcement(of kept: Kept<Integration>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        nil
    }
}
