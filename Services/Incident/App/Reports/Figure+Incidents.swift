import Foundation
import Postgres

// What comes in, goes out and waits, and how well it is handled (DOMAIN.md 2.12).

extension Figure {
    static let volume = [
        Figure(
            "opened", .count, "Incidents opened in the period, also those that turned out to be none.",
            formula: "count(from ≤ opened < until)"
        ) { $0.holds("opened_at") },
        Figure(
            "departed", .count,
            "Incidents that left the backlog in the period: resolved and not reopened since, or cancelled.",
            formula: "count(from ≤ left < until)"
        ) { $0.holds("left_at") },
        Figure(
            "resolved", .count, "Incidents resolved in the period and not reopened since, without duplicates.",
            formula: "count(from ≤ last resolved < until, counts)"
        ) { "counts AND \($0.holds("resolved_at"))" },
        Figure(
            "cancelled", .count, "Incidents cancelled in the period, also by being merged into another.",
            formula: "count(from ≤ cancelled < until)"
        ) { "state = 'cancelled' AND \($0.holds("left_at"))" },
        Figure(
            "monitored", .share, "Of the incidents opened in the period, those that monitoring saw first.",
            formula: "opened by a situation ÷ opened",
            value: { _ in "CASE WHEN situation IS NULL THEN 0 ELSE 1 END" }
        ) { "counts AND \($0.holds("opened_at"))" },
    ]

    static let ages = [
        Figure(
            "backlog", .count, at: .end,
            """
            Incidents open at the end of the period. One that was resolved and reopened counts as open all the time.
            """, formula: "opened < until ≤ left"
        ) { $0.backlog },
        Figure(
            "backlog-age", .seconds, at: .end, "How old the incidents are that are open at the end of the period.",
            formula: "until − opened, of those with opened < until ≤ left",
            value: { seconds("opened_at", "\($0.until)") }
        ) { $0.backlog },
        aged(0, 1), aged(1, 3), aged(3, 7), aged(7, 14), aged(14, 30), aged(30, nil),
    ]

    /// The part of the backlog that is so many days old.
    private static func aged(_ least: Int, _ below: Int?) -> Figure {
        let days = below.map { "\(least) to \($0)" } ?? "\(least) and more"
        let formula = "opened < until ≤ left; \(least) ≤ age in days" + (below.map { " < \($0)" } ?? "")
        return Figure(
            "backlog-\(below.map { "\(least)-\($0)" } ?? "\(least)")", .count, at: .end,
            "Incidents open at the end of the period that were \(days) days old then.", formula: formula
        ) { period in
            let youngest = period.until.addingTimeInterval(Double(-least) * 86_400)
            guard let below else { return "\(period.backlog) AND opened_at <= \(youngest)" }
            let oldest = period.until.addingTimeInterval(Double(-below) * 86_400)
            return "\(period.backlog) AND opened_at <= \(youngest) AND opened_at > \(oldest)"
        }
    }

    static let durations = [
        Figure(
            "time-to-detect", .seconds, "MTTD: from the first sign that monitoring had to the incident.",
            formula: "opened − first sign, of those opened in the period with a first sign",
            value: { _ in seconds("broken_since", "opened_at") }
        ) { "counts AND broken_since IS NOT NULL AND \($0.holds("opened_at"))" },
        Figure(
            "time-to-acknowledge", .seconds, "MTTA: from opening until a person took it up for the first time.",
            formula: "first taken up − opened, of those first taken up in the period",
            value: { _ in seconds("opened_at", "acknowledged_at") }
        ) { "counts AND \($0.holds("acknowledged_at"))" },
        Figure(
            "time-to-resolve", .seconds, "MTTR by the clock on the wall: from opening until the last resolution.",
            formula: "last resolved − opened, of those last resolved in the period",
            value: { _ in seconds("opened_at", "resolved_at") }
        ) { "counts AND \($0.holds("resolved_at"))" },
        Figure(
            "time-worked", .seconds, of: .clock,
            """
            MTTR in business time: the open hours of the calendar from opening until the last resolution, without pauses and \
            without the time between being resolved and reopened.
            """, formula: "elapsed of the resolution clock, of those stopped in the period",
            value: { _ in "c.elapsed / 1000.0::float8" }
        ) { "counts AND c.measure = 'resolution' AND c.state = 'stopped' AND \($0.holds("c.stopped_at"))" },
    ]

    static let quality = [
        Figure(
            "repeated", .share,
            """
            Of the incidents opened in the period, those with one before them: the same cause, or without a cause the same             category on a service of theirs, opened at most 30 days earlier.
            """, formula: "opened with another of the same mark ≤ 30 days before ÷ opened",
            value: { _ in repeated }
        ) { "counts AND \($0.holds("opened_at"))" },
        Figure(
            "reopened", .share, "Of the incidents resolved in the period, those reopened within 14 days.",
            formula: "resolved in the period and reopened ≤ 14 days later ÷ resolved in the period",
            value: { reopened($0) }
        ) { period in
            """
            counts AND (\(period.holds("resolved_at")) OR reopen_count > 0 AND EXISTS (
                SELECT FROM journal WHERE record = id AND name = 'resolved' AND \(period.holds("at"))))
            """
        },
        Figure(
            "first-contact", .share,
            """
            FCR: of the reports opened in the period that agents took, those resolved within an hour by the agent who took \
            them, with nobody else at it, and not reopened within 7 days.
            """,
            formula: "first resolved ≤ 60 min after by who took it, nobody else at it, not reopened ≤ 7 days ÷ taken",
            value: { _ in atFirstContact }
        ) { "counts AND taken_by IS NOT NULL AND \($0.holds("opened_at"))" },
        Figure(
            "first-assignment", .share,
            "Of the incidents resolved in the period, those that never went from one team to another.",
            formula: "resolved with at most one team ÷ resolved",
            value: { _ in
                """
                (SELECT CASE WHEN count(DISTINCT fact -> 'assigned' ->> 'team') <= 1 THEN 1 ELSE 0 END
                 FROM journal WHERE record = id AND name = 'assigned')
                """
            }
        ) { "counts AND \($0.holds("resolved_at"))" },
    ]

    private static let atFirstContact: SQL = """
        CASE WHEN EXISTS (
            SELECT FROM (
                SELECT at, actor FROM journal WHERE record = id AND name = 'resolved' ORDER BY sequence LIMIT 1
            ) AS done
            WHERE done.actor = 'person:' || taken_by::text AND done.at <= opened_at + interval '60 minutes'
                AND NOT EXISTS (
                    SELECT FROM journal AS j WHERE j.record = id AND (
                        (j.fact -> 'assigned' ->> 'person')::uuid <> taken_by AND j.at <= done.at
                        OR (j.fact -> 'workStarted' ->> 'by')::uuid <> taken_by AND j.at <= done.at
                        OR j.name = 'reopened' AND j.at <= done.at + interval '7 days')))
        THEN 1 ELSE 0 END
        """

    private static let repeated: SQL = """
        CASE WHEN l.cause_item IS NOT NULL AND EXISTS (
            SELECT FROM incident AS e
            WHERE e.cause_item = l.cause_item AND e.opened_at < l.opened_at
                AND e.opened_at >= l.opened_at - interval '30 days' AND e.state <> 'cancelled')
        OR l.cause_item IS NULL AND EXISTS (
            SELECT FROM incident AS e
            WHERE e.cause_item IS NULL AND e.category = l.category AND e.services && l.services
                AND e.opened_at < l.opened_at AND e.opened_at >= l.opened_at - interval '30 days'
                AND e.state <> 'cancelled')
        THEN 1 ELSE 0 END
        """

    private static func reopened(_ period: ReportPeriod) -> SQL {
        """
        CASE WHEN reopen_count > 0 AND EXISTS (
            SELECT FROM journal AS done JOIN journal AS again USING (record)
            WHERE done.record = id AND done.name = 'resolved' AND \(period.holds("done.at"))
                AND again.name = 'reopened' AND again.sequence > done.sequence
                AND again.at <= done.at + interval '14 days')
        THEN 1 ELSE 0 END
        """
    }
}
