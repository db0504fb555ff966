import Chassis
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Versions of what people edit: the newest holds, the others stay readable.
struct RulesStore<Rules: EditedRules>: Sendable {
    struct Edition: Sendable {
        let version: Int
        let rules: Rules
        let reason: String?
        /// Nil for what the suite ships with.
        let setBy: UUID?
        let setAt: Date?
    }

    /// What holds now.
    func current(in tx: Transaction) throws -> RuleVersion<Rules> {
        let newest = try tx.first(
            "SELECT version, rules FROM incident_rules WHERE name = \(Rules.name) ORDER BY version DESC LIMIT 1"
        ) { row in
            RuleVersion(
                version: try row.value("version"), rules: try RecordColumn.decode(Rules.self, row.value("rules")))
        }
        return newest ?? .shipped
    }

    /// The newest first, at most a hundred, and what the suite ships with last.
    func editions(in tx: Transaction) throws -> [Edition] {
        let edited = try tx.query(
            """
            SELECT version, rules, reason, set_by, set_at FROM incident_rules
            WHERE name = \(Rules.name) ORDER BY version DESC LIMIT 100
            """
        ) { row in
            Edition(
                version: try row.value("version"), rules: try RecordColumn.decode(Rules.self, row.value("rules")),
                reason: try row.value("reason"), setBy: try row.value("set_by"), setAt: try row.value("set_at"))
        }
        return edited + [
            Edition(version: Rules.shippedVersion, rules: Rules.shipped, reason: nil, setBy: nil, setAt: nil)
        ]
    }

    /// Adds a version. Throws `Invalid` when they make no sense, `StaleVersion` when somebody else was first.
    func set(
        _ rules: Rules, because reason: String, by person: UUID, expecting version: Int, in tx: Transaction
    ) throws {
        try rules.check()
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\(Rules.name), 0))")
        let current = try current(in: tx).version
        guard version == current else { throw StaleVersion(expected: version, current: current, since: ["edited"]) }
        try tx.execute(
            """
            INSERT INTO incident_rules (name, version, rules, reason, set_by, set_at)
            VALUES (
                \(Rules.name), \(current + 1), \(try RecordColumn.encode(rules)), \(reason), \(person), \(try tx.now)
            )
            """)
    }
}
