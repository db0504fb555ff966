import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// Looks at the weeks ahead of each schedule for times in which nobody is on call, keeps what it finds where all see it, and has
/// people told of each once.
struct CoverageChecks: Sendable {
    static let timer = "on-call-coverage"
    private static let ahead: TimeInterval = 28 * 86_400

    struct Finding: Sendable {
        let checkedAt: Date
        let until: Date
        let gaps: [OnCallCoverage.Stretch]
    }

    /// Looks now, and again in the night.
    func look(at kept: Kept<OnCallSchedule>, by provenance: Provenance, in tx: Transaction) throws {
        let schedule = kept.record
        guard schedule.state == .active else {
            try tx.execute("DELETE FROM coverage_check WHERE schedule = \(schedule.id)")
            return try Timers.disarm(Self.timer, for: schedule.id, in: tx)
        }
        let now = try tx.now.wholeSecond
        let horizon = now + Self.ahead
        let shifts = OnCallCalendar(schedule.plan)?.shifts(from: now, until: horizon) ?? []
        let gaps = OnCallCoverage(shifts, zone: schedule.plan.zone)?.gaps ?? []
        let before = try told(of: schedule.id, in: tx)
        let gapsToTell = ToldGaps(gaps, until: horizon, zone: schedule.plan.zone, before: before)
        try tx.execute(
            """
            INSERT INTO coverage_check (schedule, checked_at, until, gaps, told)
            VALUES (
                \(schedule.id), \(now), \(horizon), \(try RecordColumn.encode(gaps)),
                \(try RecordColumn.encode(gapsToTell?.told ?? []))
            )
            ON CONFLICT (schedule) DO UPDATE SET
                checked_at = excluded.checked_at, until = excluded.until, gaps = excluded.gaps, told = excluded.told
            """)
        try tell(gapsToTell?.news ?? [], of: kept, by: provenance, in: tx)
        try Timers.arm(Self.timer, for: schedule.id, at: now.nextNight, in: tx)
    }

    /// It is night.
    func due(_ schedule: UUID, in tx: Transaction) throws {
        guard let kept = try OnCallStore().find(schedule, in: tx) else { return }
        try look(at: kept, by: .timer(Self.timer), in: tx)
    }

    /// The desk tells those who can close the gap.
    private func tell(
        _ gaps: [OnCallCoverage.Stretch], of kept: Kept<OnCallSchedule>, by provenance: Provenance, in tx: Transaction
    ) throws {
        guard !gaps.isEmpty else { return }
        let message = try OnCallStore().announcement(of: kept, facts: ["uncovered"], uncovered: gaps, in: tx)
        try Outbox.announce(message, sequence: kept.version, by: provenance, in: tx)
    }

    private func told(of schedule: UUID, in tx: Transaction) throws -> [OnCallCoverage.Stretch] {
        try tx.first("SELECT told FROM coverage_check WHERE schedule = \(schedule)") { row in
            try RecordColumn.decode([OnCallCoverage.Stretch].self, row.value("told"))
        } ?? []
    }

    func findings(in tx: Transaction) throws -> [UUID: Finding] {
        let rows = try tx.query("SELECT schedule, checked_at, until, gaps FROM coverage_check") { row in
            (
                try row.value("schedule") as UUID,
                Finding(
                    checkedAt: try row.value("checked_at"), until: try row.value("until"),
                    gaps: try RecordColumn.decode([OnCallCoverage.Stretch].self, row.value("gaps")))
            )
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

extension Date {
    /// Two o'clock UTC of the next day.
    fileprivate var nextNight: Date {
        Date(timeIntervalSince1970: ((timeIntervalSince1970 / 86_400).rounded(.down) + 1) * 86_400 + 2 * 3600)
    }
}
