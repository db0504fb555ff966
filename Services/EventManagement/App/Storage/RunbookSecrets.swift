import Chassis
import Foundation
import Logging
import Messaging
import Postgres

/// What webhooks of runbooks are sent and nobody is shown, by the names of `RunbookSecret`: sealed, each for its runbook and name.
struct RunbookSecrets: Sendable {
    private static let purpose = SealingKeys.Purpose("runbook-secret")

    let keys: SealingKeys

    private struct Line {
        let runbook: UUID
        let name: String
        /// From before they were sealed.
        let clear: String?
        let sealed: Data?

        init(_ row: Row) throws {
            runbook = try row.value("runbook")
            name = try row.value("name")
            clear = try row.value("value")
            sealed = try row.value("sealed")
        }
    }

    func names(of runbook: UUID, in tx: Transaction) throws -> Set<String> {
        Set(try tx.query("SELECT name FROM runbook_secret WHERE runbook = \(runbook)") { try $0.value("name") })
    }

    /// Throws `SealingKeys.NotConfigured` or `SealingKeys.Broken` when they cannot be opened.
    func values(of runbook: UUID, in tx: Transaction) throws -> [String: String] {
        let lines = try tx.query("SELECT * FROM runbook_secret WHERE runbook = \(runbook)") { try Line($0) }
        return Dictionary(uniqueKeysWithValues: try lines.map { ($0.name, try open($0)) })
    }

    /// Sets these; those that are not needed any more are forgotten. Throws `SealingKeys.NotConfigured`.
    func keep(_ secrets: [String: String], needed: Set<String>, of runbook: UUID, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM runbook_secret WHERE runbook = \(runbook) AND NOT name = ANY(\(needed.sorted()))")
        for (name, value) in secrets where needed.contains(name) { try set(value, name, of: runbook, in: tx) }
    }

    /// Seals anew what is in clear or was sealed by another key than the first; without a key all stays as it is.
    ///
    /// Answers how many there were, and how many of them cannot be opened by any key.
    func takeOver(in tx: Transaction) throws -> (sealed: Int, lost: Int) {
        guard let current = keys.current else { return (0, 0) }
        let lines = try tx.query(
            "SELECT * FROM runbook_secret WHERE key IS DISTINCT FROM \(current) ORDER BY runbook, name FOR UPDATE"
        ) { try Line($0) }
        var lost = 0
        for line in lines {
            do {
                try set(open(line), line.name, of: line.runbook, in: tx)
            } catch is SealingKeys.Broken {
                lost += 1
            }
        }
        return (lines.count - lost, lost)
    }

    /// The same at start, told to the log.
    func takeOver(in database: Database, logger: Logger) async throws {
        let (sealed, lost) = try await database.transaction { try takeOver(in: $0) }
        if sealed > 0 {
            logger.notice("Secrets of runbooks sealed by the newest key", metadata: ["count": "\(sealed)"])
        }
        if lost > 0 {
            logger.error(
                "Secrets of runbooks cannot be opened: a line of DIENST_SECRET_KEY is missing",
                metadata: ["count": "\(lost)"])
        }
    }

    private func open(_ line: Line) throws -> String {
        guard let sealed = line.sealed else { return line.clear ?? "" }
        let opened = try keys.open(sealed, for: Self.purpose, of: line.runbook, part: line.name)
        return String(decoding: opened, as: UTF8.self)
    }

    private func set(_ value: String, _ name: String, of runbook: UUID, in tx: Transaction) throws {
        let sealed = try keys.seal(Data(value.utf8), for: Self.purpose, of: runbook, part: name)
        try tx.execute(
            """
            INSERT INTO runbook_secret (runbook, name, sealed, key) VALUES (\(runbook), \(name), \(sealed), \(keys.current))
            ON CONFLICT (runbook, name) DO UPDATE SET
                value = NULL, sealed = excluded.sealed, key = excluded.key
            """)
    }
}
