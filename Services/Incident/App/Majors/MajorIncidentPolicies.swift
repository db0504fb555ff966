import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// A version of the policy: who set it when and why; none of these for the one the suite comes with.
struct KeptMajorIncidentPolicy: Sendable {
    /// 0 is the one the suite comes with.
    let version: Int
    let policy: MajorIncidentPolicy
    let reason: String?
    let setBy: UUID?
    let setAt: Date?
}

/// The policy in its versions.
struct MajorIncidentPolicies: Sendable {
    func current(in tx: Transaction) throws -> KeptMajorIncidentPolicy {
        try tx.first("SELECT * FROM major_incident_policy ORDER BY version DESC LIMIT 1", Self.decode)
            ?? KeptMajorIncidentPolicy(version: 0, policy: .standard, reason: nil, setBy: nil, setAt: nil)
    }

    /// The newest hundred, newest first.
    func versions(in tx: Transaction) throws -> [KeptMajorIncidentPolicy] {
        try tx.query("SELECT * FROM major_incident_policy ORDER BY version DESC LIMIT 100", Self.decode)
    }

    /// Throws `StaleVersion` when `expected` is not the newest version.
    func set(
        _ policy: MajorIncidentPolicy, because reason: String, by person: UUID, expecting expected: Int?,
        in tx: Transaction
    ) throws -> KeptMajorIncidentPolicy {
        try tx.execute("LOCK TABLE major_incident_policy IN SHARE ROW EXCLUSIVE MODE")
        let before = try current(in: tx)
        if let expected, expected != before.version {
            throw StaleVersion(expected: expected, current: before.version, since: [])
        }
        let (version, now) = (before.version + 1, try tx.now)
        try tx.execute(
            """
            INSERT INTO major_incident_policy (version, content, reason, set_by, set_at)
            VALUES (\(version), \(try RecordColumn.encode(policy)), \(reason), \(person), \(now))
            """)
        return KeptMajorIncidentPolicy(version: version, policy: policy, reason: reason, setBy: person, setAt: now)
    }

    private static func decode(_ row: Row) throws -> KeptMajorIncidentPolicy {
        KeptMajorIncidentPolicy(
            version: try row.value("version"),
            policy: try RecordColumn.decode(MajorIncidentPolicy.self, row.value("content")),
            reason: try row.value("reason"), setBy: try row.value("set_by"), setAt: try row.value("set_at"))
    }
}
