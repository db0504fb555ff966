import Chassis
import Contracts
import Foundation
import IncidentDomain
import Messaging
import Postgres
import Records

/// How much being on call asked of whom, and how calls were answered.
struct OnCallReportView: Codable, Sendable {
    struct Burden: Codable, Sendable {
        let person: IncidentView.Named
        let pages: Int
        let pagesPerWeek: Double
        let offHours: Int
        let brokenNights: Int
        let acknowledged: Int
        /// On call by all schedules.
        let hours: Double
        let weekendHours: Double
        let nightHours: Double
    }

    /// In minutes, by schedule.
    struct Gap: Codable, Sendable {
        let schedule: UUID
        let name: String
        let minutes: Double
    }

    let from: Date
    let until: Date
    let pages: Int
    /// Seconds.
    let answerMedian: Double?
    let answerP90: Double?
    let escalated: Double
    let unanswered: Int
    /// Who was called most comes first.
    let burdens: [Burden]
    let gaps: [Gap]
}

struct OnCallReportRoutes {
    /// Of pages at most so many, the newest.
    private static let most = 20_000

    let database: Database

    func add(to api: inout API) {
        let database = database
        api.get(
            "/api/v1/on-call-report", "How much being on call asked of whom, and how calls were answered",
            for: .may(.incidentsWork),
            query: [
                QueryParameter("from", .date, "From when; four weeks ago when missing"),
                QueryParameter("until", .date, "Until when; now when missing"),
                QueryParameter("team", .uuid, "Only the schedules and the incidents of this team"),
            ], answers: OnCallReportView.self
        ) { call in
            let query = call.query
            return .ok(
                try await database.transaction { tx in
                    let until = try (query.date("until") ?? tx.now).wholeSecond
                    let from = (query.date("from") ?? until - 28 * 86_400).wholeSecond
                    guard from < until, until.timeIntervalSince(from) <= OnCallShiftRoutes.longest else {
                        throw ErrorReply.parameter("until", "must be after from, and at most 400 days later")
                    }
                    return try Self.report(from, until, query.uuid("team"), in: tx)
                })
        }
    }

    private static func report(
        _ from: Date, _ until: Date, _ team: UUID?, in tx: Transaction
    ) throws -> OnCallReportView {
        let report = OnCallReport(
            try calls(from, until, team, in: tx), try answers(from, until, team, in: tx), from: from, until: until)
        var (hours, weekend, night): ([UUID: Double], [UUID: Double], [UUID: Double]) = ([:], [:], [:])
        var gaps: [OnCallReportView.Gap] = []
        for schedule in try OnCallStore().active(of: team, in: tx).map(\.record) {
            let shifts = try OnCallStore().history(of: schedule.id, in: tx)
                .shifts(from: max(from, schedule.definedAt.wholeSecond + 1), until: until)
            guard let coverage = OnCallCoverage(shifts, zone: schedule.plan.zone) else { continue }
            for load in coverage.loads {
                hours[load.person, default: 0] += load.hours
                weekend[load.person, default: 0] += load.weekendHours
                night[load.person, default: 0] += load.nightHours
            }
            let minutes = coverage.gaps.reduce(0) { $0 + $1.until.timeIntervalSince($1.from) / 60 }
            gaps.append(OnCallReportView.Gap(schedule: schedule.id, name: schedule.name, minutes: minutes))
        }
        let called = Dictionary(uniqueKeysWithValues: report.burdens.map { ($0.person, $0) })
        let names = try People.names(Set(hours.keys).union(called.keys), in: tx)
        let burdens = Set(hours.keys).union(called.keys).map { person in
            OnCallReportView.Burden(
                person: .init(id: person, name: names[person]), pages: called[person]?.pages ?? 0,
                pagesPerWeek: called[person]?.pagesPerWeek ?? 0, offHours: called[person]?.offHours ?? 0,
                brokenNights: called[person]?.brokenNights ?? 0, acknowledged: called[person]?.acknowledged ?? 0,
                hours: hours[person] ?? 0, weekendHours: weekend[person] ?? 0, nightHours: night[person] ?? 0)
        }.sorted { ($0.pages, $0.hours, $1.person.id.uuidString) > ($1.pages, $1.hours, $0.person.id.uuidString) }
        return OnCallReportView(
            from: from, until: until, pages: report.pages, answerMedian: report.answerMedian,
            answerP90: report.answerP90, escalated: report.escalated, unanswered: report.unanswered, burdens: burdens,
            gaps: gaps)
    }

    /// Each person once for each ring, however many ways they were called.
    private static func calls(
        _ from: Date, _ until: Date, _ team: UUID?, in tx: Transaction
    ) throws -> [OnCallReport.Call] {
        let found = try tx.query(
            """
            SELECT DISTINCT ON (d.page, d.ring, d.person) d.person, d.page, d.made_at, s.record->'plan'->>'zone' AS zone
            FROM page_delivery AS d JOIN page AS p ON p.id = d.page JOIN incident AS i ON i.id = p.incident
            LEFT JOIN on_call_schedule AS s ON s.id = d.schedule
            WHERE d.person IS NOT NULL AND d.made_at >= \(from) AND d.made_at < \(until)
                AND (\(team)::uuid IS NULL OR i.team = \(team))
            ORDER BY d.page, d.ring, d.person LIMIT \(most * 5)
            """
        ) { row in
            OnCallReport.Call(
                person: try row.value("person"), page: try row.value("page"), at: try row.value("made_at"),
                zone: try row.value("zone"))
        }
        let own = try Projection<PersonAnnounced>().find(Array(Set(found.map(\.person))), in: tx)
        return found.map { call in
            OnCallReport.Call(
                person: call.person, page: call.page, at: call.at, zone: own[call.person]?.zone ?? call.zone)
        }
    }

    private static func answers(
        _ from: Date, _ until: Date, _ team: UUID?, in tx: Transaction
    ) throws -> [OnCallReport.Answered] {
        try tx.query(
            """
            SELECT p.version, p.record FROM page AS p JOIN incident AS i ON i.id = p.incident
            WHERE p.called_at >= \(from) AND p.called_at < \(until) AND (\(team)::uuid IS NULL OR i.team = \(team))
            ORDER BY p.called_at DESC, p.id LIMIT \(most)
            """
        ) { row in
            let page = try PageStore.decode(row).record
            return OnCallReport.Answered(
                page: page.id, calledAt: page.calledAt, at: page.answeredAt, by: page.acknowledgedBy, rings: page.rings)
        }
    }
}
