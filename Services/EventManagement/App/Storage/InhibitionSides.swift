import EventDomain
import Foundation
import Messaging
import Postgres

/// Which firing alerts stand on which side of which inhibition, in the table `inhibition_side`.
struct InhibitionSides {
    /// An alert on one side, as it is written.
    struct Standing: Sendable {
        let alert: UUID
        let side: InhibitionBook.Side

        var key: UUID { FoldIntake.key(side.equal.joined(separator: "\u{0}"), of: side.rule) }
    }

    /// A source that mutes now.
    struct Source: Sendable {
        let alert: UUID
        let number: String
        let isTarget: Bool
        /// It has ended, and mutes until then.
        let settlesAt: Date?
    }

    /// The source that has fired longest for each key, once among those that are targets too, once among the others.
    func sources(of keys: Set<UUID>, at now: Date, in tx: Transaction) throws -> [UUID: [Source]] {
        guard !keys.isEmpty else { return [:] }
        let rows = try tx.query(
            """
            SELECT k.key, s.alert, a.number, s.is_target, s.settles_at
            FROM unnest(\(keys.sorted())) AS k (key) CROSS JOIN (VALUES (false), (true)) AS c (is_target)
            CROSS JOIN LATERAL (
                SELECT alert, is_target, settles_at FROM inhibition_side
                WHERE key = k.key AND is_source AND is_target = c.is_target
                    AND (settles_at IS NULL OR settles_at > \(now))
                ORDER BY since, alert LIMIT 1
            ) AS s
            JOIN alert AS a ON a.id = s.alert
            """
        ) { row in
            (
                key: try row.value("key") as UUID,
                source: Source(
                    alert: try row.value("alert"), number: try row.value("number"),
                    isTarget: try row.value("is_target"), settlesAt: try row.value("settles_at"))
            )
        }
        return Dictionary(grouping: rows, by: \.key).mapValues { $0.map(\.source) }
    }

    /// Writes where firing alerts stand. What stood there before keeps its time.
    func stand(_ all: [Standing], at now: Date, in tx: Transaction) throws {
        guard !all.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO inhibition_side (rule, alert, key, is_source, is_target, since)
            SELECT s.*, \(now) FROM unnest(
                \(all.map(\.side.rule)), \(all.map(\.alert)), \(all.map(\.key)), \(all.map(\.side.isSource)),
                \(all.map(\.side.isTarget))) AS s
            ON CONFLICT (rule, alert) DO UPDATE SET
                key = excluded.key, is_source = excluded.is_source, is_target = excluded.is_target, settles_at = NULL,
                since = CASE WHEN inhibition_side.key = excluded.key THEN inhibition_side.since ELSE excluded.since END
            """)
    }

    /// Alerts leave the sides they stood on, but for those named.
    func leave(_ alerts: [UUID], except standings: [Standing], in tx: Transaction) throws {
        guard !alerts.isEmpty else { return }
        try tx.execute(
            """
            DELETE FROM inhibition_side AS s WHERE s.alert = ANY(\(alerts)) AND NOT EXISTS (
                SELECT FROM unnest(\(standings.map(\.side.rule)), \(standings.map(\.alert))) AS k (rule, alert)
                WHERE k.rule = s.rule AND k.alert = s.alert)
            """)
    }

    /// Alerts have ended: as sources they mute on for the time of their rules. Answers until when the last of each does.
    func settle(_ alerts: [UUID], rules: [UUID: Inhibition], at now: Date, in tx: Transaction) throws -> [UUID: Date] {
        guard !alerts.isEmpty else { return [:] }
        let ids = rules.keys.sorted()
        try tx.execute(
            "DELETE FROM inhibition_side WHERE alert = ANY(\(alerts)) AND NOT is_source OR settles_at < \(now - 60)")
        let settling = try tx.query(
            """
            UPDATE inhibition_side AS s SET settles_at = \(now) + r.seconds * interval '1 second'
            FROM unnest(\(ids), \(ids.map { rules[$0]?.terms.settle ?? 0 })) AS r (rule, seconds)
            WHERE s.alert = ANY(\(alerts)) AND s.rule = r.rule AND s.settles_at IS NULL
            RETURNING s.alert, s.settles_at
            """
        ) { (try $0.value("alert") as UUID, try $0.value("settles_at") as Date) }
        return Dictionary(settling) { max($0, $1) }
    }

    func forget(rule: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM inhibition_side WHERE rule = \(rule)")
    }

    func targets(of rule: UUID, in tx: Transaction) throws -> Set<UUID> {
        Set(
            try tx.query("SELECT alert FROM inhibition_side WHERE rule = \(rule) AND is_target") {
                try $0.value("alert")
            })
    }

    /// Which of these alerts mute others now.
    func muting(_ alerts: [UUID], in tx: Transaction) throws -> Set<UUID> {
        guard !alerts.isEmpty else { return [] }
        return Set(
            try tx.query(
                """
                SELECT DISTINCT source FROM suppression
                WHERE source = ANY(\(alerts)) AND reason = 'inhibition' AND ended_at IS NULL
                """
            ) { try $0.value("source") })
    }

    /// Alerts that nothing inhibits although something with one of these keys may.
    func waiting(for keys: [UUID], limit: Int, in tx: Transaction) throws -> [UUID] {
        guard !keys.isEmpty else { return [] }
        return try tx.query(
            """
            SELECT DISTINCT t.alert FROM inhibition_side AS t
            WHERE t.key = ANY(\(keys)) AND t.is_target AND t.settles_at IS NULL AND NOT EXISTS (
                SELECT FROM suppression AS u
                WHERE u.alert = t.alert AND u.reason = 'inhibition' AND u.ended_at IS NULL)
            LIMIT \(limit)
            """
        ) { try $0.value("alert") }
    }

    /// Those of these sources that do not mute yet what they should.
    func missing(_ sources: Set<UUID>, in tx: Transaction) throws -> [UUID] {
        guard !sources.isEmpty else { return [] }
        return try tx.query(
            """
            SELECT DISTINCT s.alert FROM inhibition_side AS s
            WHERE s.alert = ANY(\(sources.sorted())) AND s.is_source AND EXISTS (
                SELECT FROM inhibition_side AS t
                WHERE t.key = s.key AND t.is_target AND t.settles_at IS NULL AND NOT (s.is_target AND t.is_source)
                    AND NOT EXISTS (
                        SELECT FROM suppression AS u
                        WHERE u.alert = t.alert AND u.reason = 'inhibition' AND u.ended_at IS NULL))
            """
        ) { try $0.value("alert") }
    }

    /// Alerts that a source should mute and nothing inhibits yet, and those that it mutes and should not any more.
    func misjudged(by source: UUID, at now: Date, limit: Int, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT t.alert FROM inhibition_side AS s
            JOIN inhibition_side AS t ON t.key = s.key AND t.is_target AND t.settles_at IS NULL
                AND NOT (s.is_target AND t.is_source)
            WHERE s.alert = \(source) AND s.is_source AND (s.settles_at IS NULL OR s.settles_at > \(now))
                AND NOT EXISTS (
                    SELECT FROM suppression AS u
                    WHERE u.alert = t.alert AND u.reason = 'inhibition' AND u.ended_at IS NULL)
            UNION
            SELECT u.alert FROM suppression AS u
            WHERE u.source = \(source) AND u.reason = 'inhibition' AND u.ended_at IS NULL AND NOT EXISTS (
                SELECT FROM inhibition_side AS s
                JOIN inhibition_side AS t ON t.key = s.key AND t.is_target AND NOT (s.is_target AND t.is_source)
                WHERE s.alert = \(source) AND s.is_source AND (s.settles_at IS NULL OR s.settles_at > \(now))
                    AND t.alert = u.alert)
            LIMIT \(limit)
            """
        ) { try $0.value("alert") }
    }
}
