import Foundation
import IncidentDomain
import Messaging
import Postgres

/// Looks at the weeks ahead of each schedule for times in which nobody is on call, and keeps what it finds where all see it.
struct CoverageChecks: Sendable {
    static let timer = "on-call-coverage"
    private static let ahead: TimeInterval = 28 * 86_400

    struct Finding: Sendable {
        let checkedAt: Date
        let until: Date
        let gaps: [OnCallCoverage.Stretch]
    }

    /// Looks now, and again in the night.
    func look(at schedule: OnCallSchedule, in tx: Transaction) throws {
        guard schedule.state == .active else {
            try tx.execute("DELETE FROM coverage_check WHERE schedule = \(schedule.id)")
            return try Timers.disarm(Self.timer, for: schedule.id, in: tx)
        }
        let now = try tx.now.wholeSecond
        let shifts = OnCallCalendar(schedule.plan)?.shifts(from: now, until: now + Self.ahead) ?? []
        let gaps = OnCallCoverage(shifts, zone: schedule.plan.zone)?.gaps ?? []
        try tx.execute(
            """
            INSERT INTO coverage_check (schedule, checked_at, until, gaps)
            VALUES (\(schedule.id), \(now), \(now + Self.ahead), \(try RecordColumn.encode(gaps)))
            ON CONFLICT (schedule) DO UPDATE SET
                checked_at = excluded.checked_at, until = excluded.until, gaps = excluded.gaps
            """)
        try Timers.arm(Self.timer, for: schedule.id, at: now.nextNight, in: tx)
    }

    /// It is night.
    func due(_ schedule: UUID, in tx: Transaction) throws {
        if let kept = try OnCallStore().find(schedule, in: tx) { try look(at: kept.record, in: tx) }
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
