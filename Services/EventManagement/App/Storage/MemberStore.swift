import EventDomain
import Foundation
import Messaging
import Postgres

/// The alerts of situations in the table `situation_member`: a row each, so that a large one costs no more than a small one.
struct MemberStore {
    static let most = 200

    /// For lists of situations: the first alerts of each.
    static let first: SQL = """
        ARRAY(
            SELECT m.alert FROM situation_member AS m WHERE m.situation = situation.id ORDER BY m.onset, m.alert LIMIT 200
        ) AS alerts
        """

    func first(of situation: UUID, in tx: Transaction) throws -> [UUID] {
        try tx.query(
            """
            SELECT alert FROM situation_member WHERE situation = \(situation) ORDER BY onset, alert LIMIT \(MemberStore.most)
            """
        ) { try $0.value("alert") }
    }

    /// The members that the records carry.
    func save(_ situations: [Situation], in tx: Transaction) throws {
        let rows = situations.flatMap { situation in situation.members.values.map { (situation.id, $0) } }
        guard !rows.isEmpty else { return }
        try tx.execute(
            """
            INSERT INTO situation_member (
                situation, alert, item, service, severity, onset, summary, check_name, is_firing)
            SELECT * FROM unnest(
                \(rows.map(\.0)), \(rows.map(\.1.alert)), \(rows.map(\.1.item)), \(rows.map(\.1.service)),
                \(rows.map(\.1.severity.rawValue)), \(rows.map(\.1.onset)), \(rows.map(\.1.summary)),
                \(rows.map(\.1.check)), \(rows.map(\.1.isFiring)))
            ON CONFLICT (situation, alert) DO UPDATE SET
                item = excluded.item, service = excluded.service, severity = excluded.severity, onset = excluded.onset,
                summary = excluded.summary, check_name = excluded.check_name, is_firing = excluded.is_firing
            """)
    }

    func remove(_ alerts: [UUID], from situation: UUID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM situation_member WHERE situation = \(situation) AND alert = ANY(\(alerts))")
    }

    /// The same situations with their members; merged ones need none.
    func fill(_ heads: [Kept<Situation>], in tx: Transaction) throws -> [Kept<Situation>] {
        let wanted = heads.filter { $0.record.state != .merged }.map(\.record.id)
        guard !wanted.isEmpty else { return heads }
        var members: [UUID: [Situation.Member]] = [:]
        let rows = try tx.query(
            """
            SELECT situation, alert, item, service, severity, onset, summary, check_name, is_firing
            FROM situation_member WHERE situation = ANY(\(wanted))
            """
        ) { row in (try row.value("situation") as UUID, try member(row)) }
        for (situation, member) in rows { members[situation, default: []].append(member) }
        return heads.map { head in
            Kept(record: head.record.with(members[head.record.id] ?? []), version: head.version)
        }
    }

    private func member(_ row: Row) throws -> Situation.Member {
        Situation.Member(
            alert: try row.value("alert"), item: try row.value("item"), service: try row.value("service"),
            severity: try row.value("severity"), onset: try row.value("onset"), summary: try row.value("summary"),
            check: try row.value("check_name"), isFiring: try row.value("is_firing"))
    }
}
