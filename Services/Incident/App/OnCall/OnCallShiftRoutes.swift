import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import IncidentDomain
import Messaging
import Postgres
import Records

/// Who is on call, was, and will be: answers, final schedules, coverage and calendar files.
struct OnCallShiftRoutes {
    /// How long a time shifts are made for at once.
    static let longest: TimeInterval = 400 * 86_400
    private static let one = OnCallRoutes.one
    private static let feed = "/api/v1/on-call-feeds/{token}"
    private static let time = [
        QueryParameter("from", .date, "From when; now when missing"),
        QueryParameter("until", .date, "Until when; four weeks later when missing"),
    ]

    let database: Database

    func add(to api: inout API) {
        addNow(to: &api)
        addTimes(to: &api)
        addCalendars(to: &api)
    }

    private func addNow(to api: inout API) {
        let database = database
        api.get(
            "/api/v1/on-call", "Who is on call, by schedule", for: .may(.incidentsWork),
            query: [
                QueryParameter("team", .uuid, "Only the schedules of this team"),
                QueryParameter("at", .date, "When; now when missing"),
            ], answers: OnCallNowList.self
        ) { call in
            let (team, at) = (call.query.uuid("team"), call.query.date("at"))
            return .ok(
                OnCallNowList(schedules: try await database.transaction { try Self.now(of: team, at: at, in: $0) }))
        }
        api.get(
            "\(Self.one)/on-call", "Who is on call, or was: for the past as the schedule was then",
            for: .may(.incidentsWork), query: [QueryParameter("at", .date, "When; now when missing")],
            answers: OnCallNowView.self
        ) { call in
            let id = try call.uuid("id")
            return .ok(
                try await database.transaction { tx in
                    let now = try OnCallStore().onCall(id, at: call.query.date("at"), in: tx)
                    return OnCallNowView(now, nil, try People.names(now.answer.people, in: tx))
                })
        }
    }

    private static func now(of team: UUID?, at instant: Date?, in tx: Transaction) throws -> [OnCallNowView] {
        let store = OnCallStore()
        let found =
            try team.map { try store.onCall(team: $0, at: instant, in: tx) }
            ?? store.active(in: tx).map { try store.onCall($0.record.id, at: instant, in: tx) }
        let findings = instant == nil ? try CoverageChecks().findings(in: tx) : [:]
        let names = try People.names(found.flatMap(\.answer.people), in: tx)
        return found.map { OnCallNowView($0, findings[$0.schedule.id], names) }
    }

    private func addTimes(to api: inout API) {
        api.get(
            "\(Self.one)/shifts", "Who is on call when; for the past as the schedule was then",
            for: .may(.incidentsWork), query: Self.time, answers: ShiftsView.self
        ) { call in
            let (_, shifts, names) = try await shifts(call)
            return .ok(ShiftsView(shifts, names))
        }
        api.get(
            "\(Self.one)/coverage", "Where nobody is on call, and who carries how much", for: .may(.incidentsWork),
            query: Self.time, answers: CoverageView.self
        ) { call in
            let (schedule, shifts, names) = try await shifts(call)
            guard let coverage = OnCallCoverage(shifts, zone: schedule.plan.zone) else {
                throw NotFound("zone", schedule.plan.zone)
            }
            return .ok(CoverageView(coverage, names))
        }
    }

    private func addCalendars(to api: inout API) {
        let database = database
        api.raw(
            .get, "\(Self.one)/calendar.ics", "Shifts as an iCalendar file", for: .may(.incidentsWork),
            query: Self.time, answers: "text/calendar"
        ) { call in
            let (schedule, shifts, names) = try await shifts(call)
            return Self.file(OnCallICalendar(schedule.name, shifts, names: names, id: schedule.id, madeAt: Date()))
        }
        api.get(
            "\(Self.one)/feed", "Where one's own calendar subscribes to it", for: .may(.incidentsWork),
            answers: CalendarFeedView.self
        ) { call in
            let (id, person) = (try call.uuid("id"), try call.principal.id)
            return .ok(
                try await database.transaction { tx in
                    let schedule = try OnCallStore().read(id, in: tx).record
                    let link = SignedLink(purpose: .calendar, subject: schedule.id, person: person)
                    return CalendarFeedView(path: "/api/v1/on-call-feeds/\(try link.token(in: tx))")
                })
        }
        api.raw(
            .get, Self.feed, "Shifts for a calendar that subscribes: four weeks back, half a year ahead", for: .anyone,
            answers: "text/calendar"
        ) { call in
            let token = try call.path("token")
            return try await database.transaction { tx in
                let found = try SignedLink(token, for: .calendar, in: tx)
                guard let link = found, try Projection<PersonAnnounced>().find(link.person, in: tx)?.active == true
                else { throw NotFound("feed", token) }
                let now = try tx.now.wholeSecond
                let schedule = try OnCallStore().read(link.subject, in: tx).record
                let shifts = try OnCallStore().history(of: schedule.id, in: tx)
                    .shifts(from: now - 28 * 86_400, until: now + 182 * 86_400)
                let names = try People.names(shifts.flatMap(\.people), in: tx)
                return Self.file(OnCallICalendar(schedule.name, shifts, names: names, id: schedule.id, madeAt: now))
            }
        }
    }

    private static func file(_ calendar: OnCallICalendar) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/calendar; charset=utf-8", .cacheControl: "private"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: calendar.text)))
    }

    private func shifts(_ call: Call) async throws -> (OnCallSchedule, [OnCallCalendar.Shift], [UUID: String]) {
        let id = try call.uuid("id")
        return try await database.transaction { tx in
            let schedule = try OnCallStore().read(id, in: tx).record
            let from = try (call.query.date("from") ?? tx.now).wholeSecond
            let until = (call.query.date("until") ?? from + 28 * 86_400).wholeSecond
            guard from < until, until.timeIntervalSince(from) <= Self.longest else {
                throw ErrorReply.parameter("until", "must be after from, and at most 400 days later")
            }
            let shifts = try OnCallStore().history(of: id, in: tx).shifts(from: from, until: until)
            return (schedule, shifts, try People.names(shifts.flatMap(\.people), in: tx))
        }
    }
}
