import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// The health of business services in the table `service_health`.
struct HealthStore: RecordTable {
    static let table = "service_health"

    func find(_ ids: [UUID], in tx: Transaction) throws -> [UUID: Kept<ServiceHealth>] {
        let found = try tx.query(
            "SELECT version, record FROM service_health WHERE id = ANY(\(ids)) ORDER BY id FOR UPDATE", Self.kept)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.record.id, $0) })
    }

    func read(_ id: UUID, in tx: Transaction) throws -> Kept<ServiceHealth> {
        let found = try tx.first("SELECT version, record FROM service_health WHERE id = \(id)", Self.kept)
        guard let found else { throw NotFound("business service", id.uuidString.lowercased()) }
        return found
    }

    /// What the health of a service that stands on these items is judged by: the worst firing alerts, unmuted ones first.
    func evidence(
        for service: UUID, on items: Set<UUID>, judged: Health?, in model: ServiceModel, in tx: Transaction
    ) throws -> HealthEvidence {
        let findings = try tx.query(
            """
            SELECT item, severity, is_suppressed FROM alert
            WHERE state = 'firing' AND (item = ANY(\(Array(items))) OR named_service = \(service))
            ORDER BY is_suppressed, severity_rank DESC, onset LIMIT 100
            """
        ) { row in
            let item: UUID? = try row.value("item")
            return HealthEvidence.Finding(
                severity: try row.value("severity"), item: item, itemName: item.flatMap { model.name(of: $0) },
                isMuted: try row.value("is_suppressed"), isDirect: item.map { !items.contains($0) } ?? true)
        }
        let wasNamed: Bool? = try tx.first(
            "SELECT EXISTS (SELECT FROM alert WHERE named_service = \(service)) AS was_named"
        ) { try $0.value("was_named") }
        return HealthEvidence(
            findings: findings, isMonitored: !items.isEmpty || wasNamed == true, judged: judged,
            isSilent: wasNamed == true ? try isWatchedBySilent(service: service, in: tx) : false)
    }

    /// Integrations that were to speak by now, and have not.
    private static let silent: SQL = """
        SELECT h.integration FROM integration_hearing AS h JOIN integration AS i ON i.id = h.integration
        WHERE h.is_silent AND i.state = 'active' AND i.record -> 'profile' ->> 'silence' IS NOT NULL
        """

    private func isWatchedBySilent(service: UUID, in tx: Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT true AS is_silent FROM (\(HealthStore.silent)) AS h WHERE EXISTS (
                SELECT FROM alert AS a WHERE a.named_service = \(service) AND a.integration = h.integration)
            LIMIT 1
            """
        ) { try $0.value("is_silent") } ?? false
    }

    /// Items that an integration which has gone silent watches.
    private func silenced(of items: Set<UUID>, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            WITH silent AS MATERIALIZED (\(HealthStore.silent))
            SELECT i.item FROM unnest(\(Array(items))) AS i (item) WHERE EXISTS (SELECT FROM silent) AND EXISTS (
                SELECT FROM silent AS h JOIN alert AS a ON a.item = i.item AND a.integration = h.integration)
            """
        ) { try $0.value("item") }
    }

    /// How long an item counts as unknown after its monitoring went silent about an alert.
    private static let silence: TimeInterval = 24 * 3600

    /// What monitoring says of these items now; those of which it says nothing are missing.
    func signals(of items: Set<UUID>, in tx: Transaction) throws -> [UUID: ItemSignal] {
        guard !items.isEmpty else { return [:] }
        let rows = try tx.query(
            """
            SELECT item, max(severity_rank) FILTER (WHERE state = 'firing' AND NOT is_suppressed)::integer AS worst,
                bool_or(state = 'firing' AND is_suppressed) AS is_muted, bool_or(state = 'expired') AS is_silent
            FROM alert
            WHERE item = ANY(\(Array(items))) AND severity <> 'info'
                AND (state = 'firing' OR state = 'expired' AND cleared_at > \(try tx.now - HealthStore.silence))
            GROUP BY item
            """
        ) { row in
            let worst: Int? = try row.value("worst")
            let observed: ServiceImpact = worst.map { $0 == Severity.critical.rank ? .down : .degraded } ?? .none
            return (
                try row.value("item") as UUID,
                ItemSignal(
                    observed: observed, isMuted: try row.value("is_muted"), isSilent: try row.value("is_silent"))
            )
        }
        var signals = Dictionary(uniqueKeysWithValues: rows)
        for item in try silenced(of: items, in: tx) { signals[item, default: ItemSignal()].isSilent = true }
        return signals
    }

    func save(_ kept: Kept<ServiceHealth>, in tx: Transaction) throws {
        let health = kept.record
        try tx.execute(
            """
            INSERT INTO service_health (id, version, health, since, record)
            VALUES (
                \(health.id), \(kept.version), \(health.health), \(health.since), \(try RecordColumn.encode(health))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, health = excluded.health, since = excluded.since, record = excluded.record
            """)
    }

    func announcement(of kept: Kept<ServiceHealth>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        ServiceHealthAnnounced(kept.record, facts: facts)
    }
}
