import Chassis
import Contracts
import EventDomain
import Foundation
import Messaging
import Postgres
import Records

/// Runs of runbooks in the table `adjustment`.
struct AdjustmentStore: RecordTable {
    static let table = "adjustment"

    /// The run that a number or id from outside stands for, without a lock. Throws `NotFound`.
    func read(_ key: String, in tx: Transaction) throws -> Kept<Adjustment> {
        let found = try tx.first(
            """
            SELECT version, record FROM adjustment
            WHERE id = \(UUID(uuidString: key)) OR number = \(key.uppercased())
            """, Self.kept)
        guard let found else { throw NotFound(Adjustment.kind, key) }
        return found
    }

    /// The run whose standard change this is.
    func id(ofChange change: UUID, in tx: Transaction) throws -> UUID? {
        try tx.first("SELECT id FROM adjustment WHERE change = \(change)") { try $0.value("id") }
    }

    /// The one that has waited longest to be sent; whoever asks has its turn.
    func nextToBeSent(in tx: Transaction) throws -> UUID? {
        try tx.first("SELECT id FROM adjustment WHERE is_to_be_sent ORDER BY asked_at, id LIMIT 1") {
            try $0.value("id")
        }
    }

    /// The newest run of a runbook for an alert.
    func newest(of runbook: UUID, for alert: UUID, in tx: Transaction) throws -> Adjustment? {
        try tx.first(
            """
            SELECT version, record FROM adjustment WHERE alert = \(alert) AND runbook = \(runbook)
            ORDER BY asked_at DESC, id DESC LIMIT 1
            """, Self.kept)?.record
    }

    func save(_ kept: Kept<Adjustment>, in tx: Transaction) throws {
        let (run, order) = (kept.record, kept.record.order)
        try tx.execute(
            """
            INSERT INTO adjustment (
                id, version, number, state, runbook, runbook_name, alert, item, change, asked_at, started_at,
                is_under_way, is_to_be_sent, effect, record)
            VALUES (
                \(run.id), \(kept.version), \(order.number), \(run.state), \(order.runbook), \(order.runbookName),
                \(order.alert), \(order.item), \(order.change), \(run.askedAt), \(run.startedAt), \(run.isUnderWay),
                \(run.isToBeSent), \(run.effect?.rawValue), \(try RecordColumn.encode(run))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, started_at = excluded.started_at,
                is_under_way = excluded.is_under_way, is_to_be_sent = excluded.is_to_be_sent,
                effect = excluded.effect, record = excluded.record
            """)
    }

    func announcement(of kept: Kept<Adjustment>, facts: [String], in tx: Transaction) throws -> (any Announcement)? {
        let runbook = try RunbookStore().existing(kept.record.order.runbook, in: tx).record
        return AdjustmentAnnounced(kept.record, of: runbook, facts: facts)
    }

    /// What the metrics tell of runbooks.
    static let gauges = [
        StandingGauge(
            "dienst_adjustments_proposed",
            sql: """
                SELECT count(*)::float8 AS value FROM adjustment
                WHERE asked_at > dienst_now() - interval '1 day' AND state = 'proposed'
                """),
        StandingGauge(
            "dienst_adjustments_under_way", sql: "SELECT count(*)::float8 AS value FROM adjustment WHERE is_under_way"),
        StandingGauge(
            "dienst_adjustments_of_last_hour",
            sql: """
                SELECT count(*)::float8 AS value FROM adjustment
                WHERE asked_at > dienst_now() - interval '1 day' AND started_at > dienst_now() - interval '1 hour'
                """),
        StandingGauge(
            "dienst_adjustments_refused_in_last_hour",
            sql: """
                SELECT count(*)::float8 AS value FROM adjustment
                WHERE asked_at > dienst_now() - interval '1 hour' AND state = 'refused'
                """),
        StandingGauge(
            "dienst_adjustments_worse_in_last_day",
            sql: """
                SELECT count(*)::float8 AS value FROM adjustment
                WHERE asked_at > dienst_now() - interval '1 day'
                    AND (effect = 'worse' OR state IN ('rolled_back', 'rollback_failed'))
                """),
        StandingGauge(
            "dienst_runbooks_paused", sql: "SELECT count(*)::float8 AS value FROM runbook WHERE state = 'paused'"),
        StandingGauge(
            "dienst_adjustments_stopped",
            sql: "SELECT count(*)::float8 AS value FROM adjustment_switch WHERE state = 'stopped'"),
    ]
}

extension AdjustmentAnnounced {
    init(_ run: Adjustment, of runbook: Runbook, facts: [String]) {
        let order = run.order
        let wait = TimeInterval(runbook.terms.action.timeout + runbook.terms.settle)
        self.init(
            record: run.id, facts: facts, number: order.number, state: AdjustmentState(rawValue: run.state.rawValue),
            runbook: order.runbook, runbookName: order.runbookName, purpose: runbook.terms.purpose, alert: order.alert,
            alertNumber: order.alertNumber, item: order.item, itemName: order.itemName,
            because: String(order.because.prefix(1000)), person: order.person ?? run.approvedBy, change: order.change,
            startedAt: run.startedAt, endsBy: run.endedAt ?? run.startedAt.map { $0 + wait },
            answer: run.answer.map { String($0.prefix(2000)) }, effect: run.effect?.rawValue, isOver: run.isOver)
    }
}

/// The kill switch in the table `adjustment_switch`; no row until it is used first.
struct AdjustmentSwitchStore: RecordTable {
    static let table = "adjustment_switch"

    func read(in tx: Transaction) throws -> Kept<AdjustmentSwitch>? {
        try tx.first("SELECT version, record FROM adjustment_switch WHERE id = \(AdjustmentSwitch.only)", Self.kept)
    }

    func save(_ kept: Kept<AdjustmentSwitch>, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO adjustment_switch (id, version, state, record)
            VALUES (
                \(kept.record.id), \(kept.version), \(kept.record.state), \(try RecordColumn.encode(kept.record))
            )
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, state = excluded.state, record = excluded.record
            """)
    }

    func announcement(
        of kept: Kept<AdjustmentSwitch>, facts: [String], in tx: Transaction
    ) throws -> (any Announcement)? { nil }
}

/// One at a time, over all copies: whoever decides on a run, or stops them all, so that bounds hold together.
enum AdjustmentTurn {
    static func take(in tx: Transaction) throws {
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('event:adjustments', 0))")
    }
}
