import Chassis
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// The service report of a month: what was promised and kept, what was missed and why, and how it has been (SL-17).
struct MonthlyReportRoutes: Sendable {
    private static let months = 6
    private static let figures = [
        "opened", "resolved", "backlog", "backlog-age", "time-to-acknowledge", "time-to-resolve", "time-worked",
        "reopened",
        "attainment", "attainment-without-excusable", "missed", "missed-excusable", "missed-unexplained",
    ]
    private static let breakdowns: [(String, ReadFigures.Grouping)] = [
        ("attainment", .policy), ("attainment", .target), ("missed", .reason), ("opened", .service),
    ]
    private static let trends = ["opened", "resolved", "attainment", "time-to-resolve"]

    let database: Database
    let reports: MakeReports

    func add(to api: inout API) {
        api.get(
            "\(MakeReports.root)/monthly", "The service report of a month", for: .may(.incidentsRead),
            query: ReportScope.parameters.filter { !["from", "until"].contains($0.name) } + [
                QueryParameter("month", .text, "Such as 2026-11")
            ], answers: MonthlyReport.self
        ) { call in .ok(try await report(call)) }
    }

    private func report(_ call: Call) async throws -> MonthlyReport {
        let zone = try ReportRoutes.zone(call.query.text("zone"))
        return try await database.transaction { tx in
            let now = try tx.now
            let named = call.query.text("month").map { CalendarMonth($0) }
            guard let month = named ?? CalendarMonth(of: now, in: zone) else {
                throw Invalid("Give a month such as 2026-11.", field: "month", code: "month_form")
            }
            let spans = (0..<Self.months).reversed().compactMap { month.earlier(by: $0)?.period(in: zone) }
            guard spans.count == Self.months, let asked = spans.last else {
                throw Invalid("Give a month of our time.", field: "month", code: "month_form")
            }
            let scope = try Self.scope(call, asked, now: now)
            let before = spans[spans.count - 2]
            let missed = try ReadFigures(scope: scope).records(MakeReports.figure("missed"), in: tx).items
            return MonthlyReport(
                at: now, month: month.description, zone: call.query.text("zone") ?? "UTC", from: asked.from,
                until: asked.until,
                figures: try views(
                    Self.figures, call, asked, comparedWith: before, by: .priority, now: now, in: tx),
                monthBefore: try views(Self.figures, call, before, by: nil, now: now, in: tx),
                breakdowns: try Self.breakdowns.map { name, grouping in
                    MonthlyReport.Breakdown(
                        by: grouping,
                        figure: try views([name], call, asked, by: grouping, now: now, in: tx)[0])
                },
                missed: missed,
                trends: try Self.trends.map { name in
                    MonthlyReport.Trend(
                        figure: name,
                        points: try reports.trend(MakeReports.figure(name), call, spans, now: now, in: tx))
                })
        }
    }

    private static func scope(_ call: Call, _ span: (from: Date, until: Date), now: Date) throws -> ReportScope {
        try ReportScope(call, period: ReportPeriod(from: span.from, until: span.until), now: now)
    }

    private func views(
        _ names: [String], _ call: Call, _ span: (from: Date, until: Date),
        comparedWith earlier: (from: Date, until: Date)? = nil, by grouping: ReadFigures.Grouping?, now: Date,
        in tx: Transaction
    ) throws -> [FigureView] {
        let scope = try Self.scope(call, span, now: now)
        let before = try earlier.map { try Self.scope(call, $0, now: now) }
        return try names.map { name in
            try reports.view(
                MakeReports.figure(name), scope, comparedWith: before, by: grouping, query: call.query.all, in: tx)
        }
    }
}
