import Postgres

// How promises were kept (DOMAIN.md 2.4 and 2.12): one row per clock.

extension Figure {
    private static func ended(_ period: ReportPeriod) -> SQL {
        "c.state = 'stopped' AND c.outcome IN ('met', 'breached') AND \(period.holds("c.stopped_at"))"
    }

    static let promises = [
        Figure(
            "attainment", .share, of: .clock,
            "Of the clocks that ended in the period, those that were met. Cancelled and superseded ones do not count.",
            formula: "met ÷ (met + missed)",
            value: { _ in "CASE c.outcome WHEN 'met' THEN 1 ELSE 0 END" }
        ) { ended($0) },
        Figure(
            "attainment-without-excusable", .share, of: .clock,
            "The same without the clocks that were missed for an excusable reason.",
            formula: "met ÷ (met + missed without excuse)",
            value: { _ in "CASE c.outcome WHEN 'met' THEN 1 ELSE 0 END" }
        ) { "\(ended($0)) AND (c.outcome = 'met' OR b.excusable IS NOT TRUE)" },
        Figure(
            "missed", .count, of: .clock, "Clocks that ended in the period and were missed, excusable ones among them.",
            formula: "count(ended in the period, missed)"
        ) { "\(ended($0)) AND c.outcome = 'breached'" },
        Figure(
            "missed-excusable", .count, of: .clock,
            "Clocks that ended in the period and were missed for an excusable reason.",
            formula: "count(ended in the period, missed, excusable)"
        ) { "\(ended($0)) AND c.outcome = 'breached' AND b.excusable" },
        Figure(
            "missed-unexplained", .count, of: .clock,
            "Clocks that ended in the period and were missed, and nobody has said why.",
            formula: "count(ended in the period, missed, without a reason)"
        ) { "\(ended($0)) AND c.outcome = 'breached' AND b.code IS NULL" },
        Figure(
            "open-missed", .count, of: .clock, at: .now, "Clocks that still run or pause now and are missed already.",
            formula: "count(running or paused now, missed)"
        ) { _ in "c.state IN ('running', 'paused') AND c.outcome = 'breached'" },
        Figure(
            "open-promised", .count, of: .clock, at: .now, "Clocks that still run or pause now and can be kept.",
            formula: "count(running or paused now, not missed)"
        ) { _ in "c.state IN ('running', 'paused') AND c.outcome = 'open'" },
        Figure(
            "open-overdue", .share, of: .clock, at: .now,
            "Of the clocks that still run or pause now, those missed already.",
            formula: "missed ÷ all that run or pause now",
            value: { _ in "CASE c.outcome WHEN 'breached' THEN 1 ELSE 0 END" }
        ) { _ in "c.state IN ('running', 'paused') AND c.outcome IN ('open', 'breached')" },
    ]
}
