import Chassis
import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import EventApp

@Suite struct RunbookSecretTests {
    private static func secrets(_ keys: String?) -> RunbookSecrets {
        RunbookSecrets(keys: SealingKeys(keys.map { Secret($0) }))
    }

    /// A runbook's row is all that its secrets refer to.
    private static func aRunbook(in tx: Transaction) throws -> UUID {
        let id = UUID.v7()
        try tx.execute(
            """
            INSERT INTO runbook (id, version, state, name, created_at, record)
            VALUES (\(id), 1, 'active', \(id.uuidString), now(), '{}')
            """)
        return id
    }

    private static func rows(in tx: Transaction) throws -> [(clear: String?, sealed: Data?, key: String?)] {
        try tx.query("SELECT value, sealed, key FROM runbook_secret ORDER BY name") {
            (try $0.value("value"), try $0.value("sealed"), try $0.value("key"))
        }
    }

    @Test func `what is kept cannot be read in the table, and opens for its runbook and name alone`() async throws {
        try await TestDatabase.run(EventApp.migrationsInOrder) { database in
            try await database.transaction { tx in
                let (secrets, runbook, other) = (
                    Self.secrets("one"), try Self.aRunbook(in: tx), try Self.aRunbook(in: tx)
                )
                try secrets.keep(["a": "hush", "b": "shh", "c": "x"], needed: ["a", "b"], of: runbook, in: tx)
                #expect(try secrets.names(of: runbook, in: tx) == ["a", "b"])
                #expect(try secrets.values(of: runbook, in: tx) == ["a": "hush", "b": "shh"])
                let rows = try Self.rows(in: tx)
                #expect(rows.allSatisfy { $0.clear == nil && $0.key == SealingKeys(Secret("one")).current })
                #expect(rows.allSatisfy { $0.sealed.map { !$0.contains(Data("hush".utf8)) } ?? false })
                #expect(throws: SealingKeys.Broken.self) { try Self.secrets("two").values(of: runbook, in: tx) }
                try tx.execute("UPDATE runbook_secret SET runbook = \(other) WHERE name = 'a'")
                #expect(throws: SealingKeys.Broken.self) { try secrets.values(of: other, in: tx) }
            }
        }
    }

    @Test func `what was in clear is taken over at start, and a new key seals all anew`() async throws {
        try await TestDatabase.run(EventApp.migrationsInOrder) { database in
            try await database.transaction { tx in
                let runbook = try Self.aRunbook(in: tx)
                try tx.execute("INSERT INTO runbook_secret (runbook, name, value) VALUES (\(runbook), 'a', 'hush')")
                #expect(try Self.secrets(nil).takeOver(in: tx) == (0, 0))
                #expect(try Self.secrets(nil).values(of: runbook, in: tx) == ["a": "hush"])
                #expect(try Self.secrets("old").takeOver(in: tx) == (1, 0))
                #expect(try Self.secrets("old").takeOver(in: tx) == (0, 0))
                #expect(try Self.rows(in: tx).map(\.clear) == [nil])
                #expect(try Self.secrets("new").takeOver(in: tx) == (0, 1))
                #expect(try Self.secrets("new\nold").takeOver(in: tx) == (1, 0))
                #expect(try Self.secrets("new").values(of: runbook, in: tx) == ["a": "hush"])
                #expect(throws: SealingKeys.NotConfigured.self) {
                    try Self.secrets(nil).keep(["b": "x"], needed: ["b"], of: runbook, in: tx)
                }
            }
        }
    }
}
