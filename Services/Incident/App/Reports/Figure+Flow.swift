import Foundation
import Postgres

// Where time went between people, and what needs one now (DOMAIN.md 6).

extension Figure {
    static let flow = [
        Figure(
            "stint", .seconds, of: .stint,
            "How long a team had an incident before it went to another one or was resolved, by the clock on the wall.",
            formula: "end − begin of each stint that ended in the period",
            value: { _ in seconds("s.began_at", "s.ended_at") }
        ) { "counts AND \($0.holds("s.ended_at"))" },
        Figure(
            "pauses", .count, of: .pause, "Times in which a clock was held that began in the period.",
            formula: "count(from ≤ begun < until)"
        ) { $0.holds("p.began_at") },
        Figure(
            "pause-length", .seconds, of: .pause, "How long clocks were held, by the clock on the wall.",
            formula: "end − begin of each pause that ended in the period",
            value: { _ in seconds("p.began_at", "p.ended_at") }
        ) { $0.holds("p.ended_at") },
        Figure(
            "paused-near-due", .share, of: .pause,
            """
            Of the pauses that began in the period before the clock was missed, those that began less than five minutes of open \
            time before it was due: many of them say that clocks are held to look kept.
            """, formula: "remaining < 5 min ÷ remaining ≥ 0, at the begin of each pause begun in the period",
            value: { _ in "CASE WHEN p.remaining < 300000 THEN 1 ELSE 0 END" }
        ) { "p.remaining >= 0 AND \($0.holds("p.began_at"))" },
    ]

    static let risks = [
        Figure(
            "unassigned", .count, at: .now,
            "Incidents open now that nobody has had for more than a quarter of an hour.",
            formula: "count(open now, no assignee for > 15 min)"
        ) { _ in
            """
            state NOT IN ('resolved', 'closed', 'cancelled') AND assignee IS NULL
            AND opened_at < dienst_now() - interval '15 minutes' AND NOT EXISTS (
                SELECT FROM journal AS j WHERE j.record = id AND j.name = 'assigned'
                    AND j.at > dienst_now() - interval '15 minutes')
            """
        },
        Figure(
            "at-risk", .count, of: .clock, at: .now,
            """
            Clocks that run or pause now and can be kept, but have used up three quarters of their goal, or were more likely \
            missed than kept when they passed their first threshold.
            """, formula: "count(open, elapsed ≥ 75 % or forecast > 0.5)"
        ) { _ in
            """
            c.state IN ('running', 'paused') AND c.outcome = 'open' AND (c.risk_at <= dienst_now() OR EXISTS (
                SELECT FROM incident_forecast AS f
                WHERE (f.incident, f.kind, f.measure, f.target, f.run)
                    = (c.incident, c.kind, c.measure, c.target, c.run) AND f.probability > 0.5))
            """
        },
    ]
}
