import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Alerts in the table `alert`.
struct AlertStore: RecordStore {
    func find(_ id: UUID, in tx: Transaction) throws -> Kept<Alert>? {
        try tx.first("SELECT version, record FROM alert WHERE id = \(id) FOR UPDATE", decode)
    }

    /// Locked in the order of their ids.
    func find(_ ids: [UUID], in tx: Transaction) throws -> [UUID: Kept<Alert>] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.query(
            "SELECT version, record FROM alert WHERE id = ANY(\(ids)) ORDER BY id FOR UPDATE", decode)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.record.id, $0) })
    }

    /// The alerts that a window mutes now.
    func muted(by window: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            "SELECT id FROM alert WHERE is_suppressed AND muting_window = \(window) ORDER BY onset, id"
        ) { try $0.value("id") }
    }

    /// What a label says on the firing alerts of an integration that bear it.
    func firing(of integration: UUID, labelled label: String, in tx: Transaction) throws -> [String] {
        try tx.query(
            """
            SELECT record->'labels'->>\(label) AS value FROM alert
            WHERE state = 'firing' AND integration = \(integration) AND record->'labels'->>\(label) IS NOT NULL
            ORDER BY value LIMIT 10000
            """
        ) { try $0.value("value") }
    }

    /// Firing alerts that not everything is known of which they speak of.
    func vague(limit: Int, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT id FROM alert WHERE state = 'firing' AND (item IS NULL OR service IS NULL)
            ORDER BY onset, id LIMIT \(limit)
            """
        ) { try $0.value("id") }
    }

    private static let columns: SQL = """
        id, version, number, integration, state, severity, severity_rank, check_name, summary, item, named_service, service, \
        situation, is_suppressed, muting_window, muting_change, exceeded_change, onset, cleared_at, acknowledged, \
        assigned_team, assigned_person, record
        """

    func save(_ kept: Kept<Alert>, in tx: Transaction) throws { try saveMany([kept], in: tx) }

    func saveMany(_ all: [Kept<Alert>], in tx: Transaction) throws {
        guard !all.isEmpty else { return }
        let alerts = all.map(\.record)
        try tx.execute(
            """
            INSERT INTO alert (\(AlertStore.columns), mute_reasons)
            SELECT \(AlertStore.columns), string_to_array(a.mute_reasons, ',') FROM unnest(
                \(alerts.map(\.id)), \(all.map(\.version)), \(alerts.map(\.number)), \(alerts.map(\.integration)),
                \(alerts.map(\.state.rawValue)), \(alerts.map(\.severity.rawValue)), \(alerts.map(\.severity.rank)),
                \(alerts.map(\.check)), \(alerts.map(\.summary)), \(alerts.map(\.binding.item)),
                \(alerts.map(\.binding.service)), \(alerts.map(\.binding.mainService)), \(alerts.map(\.situation)),
                \(alerts.map { $0.mute != nil }), \(alerts.map(\.lastMute?.window)), \(alerts.map(\.lastMute?.change.id)),
                \(alerts.map(\.exceeds?.id)), \(alerts.map(\.onset)), \(alerts.map(\.clearedAt)),
                \(alerts.map { $0.acknowledgement != nil }), \(alerts.map(\.assignment?.team)),
                \(alerts.map(\.assignment?.person)), \(try alerts.map { try RecordColumn.encode($0) }),
                \(alerts.map { $0.mutes.map(\.reason.rawValue).joined(separator: ",") }))
            AS a (\(AlertStore.columns), mute_reasons)
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, integration = excluded.integration, state = excluded.state,
                severity = excluded.severity, severity_rank = excluded.severity_rank, check_name = excluded.check_name,
                summary = excluded.summary, item = excluded.item, named_service = excluded.named_service,
                service = excluded.service, situation = excluded.situation, is_suppressed = excluded.is_suppressed,
                muting_window = excluded.muting_window, muting_change = excluded.muting_change,
                exceeded_change = excluded.exceeded_change, onset = excluded.onset, cleared_at = excluded.cleared_at,
                acknowledged = excluded.acknowledged, assigned_team = excluded.assigned_team,
                assigned_person = excluded.assigned_person, mute_reasons = excluded.mute_reasons,
                record = excluded.record
            """)
    }

    func page(after: UUID?, limit: Int, in tx: Transaction) throws -> [Kept<Alert>] {
        try tx.query(
            """
            SELECT version, record FROM alert
            WHERE \(after)::uuid IS NULL OR id > \(after) ORDER BY id LIMIT \(limit)
            """, decode)
    }

    /// The record that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Alert> {
        let found = try tx.first(
            "SELECT version, record FROM alert WHERE id = \(UUID(uuidString: key)) OR number = \(key.uppercased())",
            decode)
        guard let found else { throw NotFound(Alert.kind, key) }
        return found
    }

    /// Alerts are told of in batches.
    func announcement(of kept: Kept<Alert>, facts: [String], in tx: Transaction) throws -> (any Announcement)? { nil }

    func decode(_ row: Row) throws -> Kept<Alert> {
        Kept(record: try RecordColumn.decode(Alert.self, row.value("record")), version: try row.value("version"))
    }
}
