import Chassis
import Contracts
import Foundation
import HTTPTypes
import IncidentDomain
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

@testable import IncidentApp

@Suite struct OnCallTests {
    private let ann = UUID.v7(), ben = UUID.v7()

    private func people(_ service: IncidentUnderTest) async throws {
        for (id, name) in [(ann, "Ann"), (ben, "Ben")] {
            try await service.keep(PersonAnnounced(record: id, facts: [], name: name, active: true, teams: []))
        }
    }

    /// Ann and Ben by weeks, since long ago.
    private func body(_ name: String = "First line", turns: String? = nil) -> String {
        let turns = turns ?? #"[["\#(ann)"],["\#(ben)"]]"#
        return #"""
            {"name":"\#(name)","zone":"Europe/Berlin","layers":[{"name":"Weeks","level":0,"turns":\#(turns),
            "start":"2026-01-05T09:00","every":1,"unit":"weeks","windows":[]}]}
            """#
    }

    private func defined(_ service: IncidentUnderTest) async throws -> OnCallView {
        try await people(service)
        let answer = try await service.ask(.post, "/api/v1/on-call-schedules", body(), as: "administrator")
        try #require(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
        return try WireJSON.decoder.decode(OnCallView.self, from: answer.body)
    }

    private func path(_ schedule: OnCallView) -> String {
        "/api/v1/on-call-schedules/\(schedule.id.uuidString.lowercased())"
    }

    @Test func `a schedule says who is on call at any time`() async throws {
        try await IncidentUnderTest.run { service in
            let one = path(try await defined(service))
            let shifts = try await service.get(
                "\(one)/shifts?from=2027-03-22T08:00:00Z&until=2027-04-05T07:00:00Z", as: ShiftsView.self)
            #expect(shifts.shifts.map { $0.people.map(\.name) } == [["Ben"], ["Ann"]])
            #expect(shifts.shifts[1].from == (try Date("2027-03-29T07:00:00Z", strategy: .iso8601)))
            let now = try await service.get("/api/v1/on-call", as: OnCallNowList.self)
            #expect(now.schedules.map(\.name) == ["First line"] && now.schedules[0].people.count == 1)
            let coverage = try await service.get(
                "\(one)/coverage?from=2027-03-22T08:00:00Z&until=2027-04-05T07:00:00Z", as: CoverageView.self)
            #expect(coverage.gaps.isEmpty && coverage.loads.map(\.hours) == [168, 167])
            let file = try await service.ask(
                .get, "\(one)/calendar.ics?from=2027-03-22T08:00:00Z&until=2027-04-05T07:00:00Z")
            #expect(String(decoding: file.body, as: UTF8.self).contains("SUMMARY:Ben: First line\r\n"))
            #expect(
                try await service.ask(.get, "\(one)/shifts?from=2027-03-22T08:00:00Z&until=2029-01-01T00:00:00Z").status
                    == 400)
        }
    }

    @Test func `whoever takes over is on call at once, and the past stays as it was`() async throws {
        try await IncidentUnderTest.run { service in
            let one = path(try await defined(service))
            let before = try await service.get("\(one)/on-call", as: OnCallNowView.self)
            let other = before.people.first?.id == ann ? ben : ann
            _ = try await service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '1 hour'")
            }
            let taken = try await service.ask(.post, "\(one)/take-over", #"{"person":"\#(other)"}"#)
            #expect(taken.status == 200)
            let after = try await service.get("\(one)/on-call", as: OnCallNowView.self)
            #expect(after.people.map(\.id) == [other] && after.exceptions.count == 1)
            _ = try await service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '2 hours'")
            }
            #expect(
                try await service.ask(
                    .post, "\(one)/amend", body(turns: #"[["\#(ann)","\#(ben)"]]"#), as: "administrator"
                )
                .status == 200)
            let asked = WireTime.text(before.at + 60)
            let then = try await service.get("\(one)/on-call?at=\(asked)", as: OnCallNowView.self)
            #expect(then.people.map(\.id) == before.people.map(\.id))
            let exception = try #require(after.exceptions.first)
            #expect(try await service.ask(.post, "\(one)/withdraw", #"{"exception":"\#(exception)"}"#).status == 200)
            #expect(try await service.get("\(one)/on-call", as: OnCallNowView.self).people.count == 2)
        }
    }

    @Test func `bad schedules are refused at their field`() async throws {
        try await IncidentUnderTest.run { service in
            let one = path(try await defined(service))
            let root = "/api/v1/on-call-schedules"
            for (text, status, field) in [
                (body("Other").replacing("Europe/Berlin", with: "Mars/Base"), 422, "zone"),
                (body("Other", turns: #"[["\#(UUID())"]]"#), 422, "layers"),
                (body("Other", turns: "[]"), 422, "layers.0.turns"),
                (body("Other").replacing("2026-01-05T09:00", with: "2026-02-30T09:00"), 422, "layers.0.start"),
                (body("  "), 422, "name"),
            ] {
                let answer = try await service.ask(.post, root, text, as: "administrator")
                #expect(answer.status == status)
                #expect(String(decoding: answer.body, as: UTF8.self).contains(#""field":"\#(field)""#), "\(field)")
            }
            #expect(try await service.ask(.post, root, body("first LINE"), as: "administrator").status == 409)
            #expect(try await service.ask(.post, root, body("Other")).status == 403)
            let past = #"{"from":"2020-01-01T00:00:00Z","until":"2020-01-02T00:00:00Z","by":"\#(ann)"}"#
            #expect(try await service.ask(.post, "\(one)/override", past).status == 409)
            #expect(try await service.ask(.post, "\(one)/retire", as: "administrator").status == 200)
            #expect(try await service.ask(.post, "\(one)/take-over", #"{"person":"\#(ann)"}"#).status == 409)
        }
    }

    @Test func `layers are tried before they are saved, and gaps ahead are kept for all to see`() async throws {
        try await IncidentUnderTest.run { service in
            let schedule = try await defined(service)
            let days = #""windows":[{"fromDay":"monday","from":480,"untilDay":"friday","until":1080}]"#
            let layers = body().replacing(#""windows":[]"#, with: days)
            let start = try #require(layers.firstRange(of: #""layers""#)).lowerBound
            let trial = #"{"schedule":"\#(schedule.id)","zone":"Europe/Berlin",\#(layers[start...])"#
            let tried = try await service.ask(.post, "/api/v1/on-call-schedules/trial", trial)
            try #require(tried.status == 200, "\(String(decoding: tried.body, as: UTF8.self))")
            let found = try WireJSON.decoder.decode(OnCallTrialView.self, from: tried.body)
            #expect((4...5).contains(found.coverage.gaps.count) && found.coverage.overlaps.isEmpty)
            #expect(found.findings.contains { $0.kind == .gap })
            let strict = trial.replacing(#""schedule""#, with: #""mostUneven":0.5,"schedule""#)
            #expect(try await service.ask(.post, "/api/v1/on-call-schedules/trial", strict).status == 422)
            let before = try await service.get("/api/v1/on-call", as: OnCallNowList.self)
            #expect(before.schedules[0].gaps?.isEmpty == true, "a trial changes nothing")
            #expect(
                try await service.ask(.post, "\(path(schedule))/amend", layers, as: "administrator").status == 200)
            let after = try await service.get("/api/v1/on-call", as: OnCallNowList.self)
            #expect((4...5).contains(after.schedules[0].gaps?.count ?? 0))
            let checkedAt = try #require(after.schedules[0].checkedAt)
            _ = try await service.database.transaction {
                try $0.execute("UPDATE clock_shift SET shift = interval '30 hours'")
            }
            let timers = TimerRunner(database: service.database, handlers: service.assembly.timers, logger: .silent)
            while try await timers.fireOne() {}
            let night = try await service.get("/api/v1/on-call", as: OnCallNowList.self)
            #expect(try #require(night.schedules[0].checkedAt) >= checkedAt + 29 * 3600)
            let told = try await service.sent(OnCallScheduleAnnounced.self).filter { $0.facts == ["uncovered"] }
            #expect(told.count == 1, "each gap once, and what comes back every week once")
            #expect(told.first?.uncovered.isEmpty == false && told.first?.editors.count == 2)
        }
    }

    @Test func `a team's schedules are asked at once, now and for the past`() async throws {
        try await IncidentUnderTest.run { service in
            let team = UUID.v7(), schedule = try await defined(service)
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Web", active: true))
            let mine = body().replacing(#""zone""#, with: #""team":"\#(team)","zone""#)
            #expect(try await service.ask(.post, "\(path(schedule))/amend", mine, as: "administrator").status == 200)
            let (ours, past, others) = try await service.database.transaction { tx in
                (
                    try OnCallStore().onCall(team: team, in: tx),
                    try OnCallStore().onCall(team: team, at: schedule.definedAt, in: tx),
                    try OnCallStore().onCall(team: UUID(), in: tx)
                )
            }
            #expect(ours.map(\.schedule.id) == [schedule.id] && ours[0].answer.people.count == 1)
            #expect(past.isEmpty && others.isEmpty, "it was not the team's yet")
        }
    }

    @Test func `a calendar subscribes without signing in, until whoever made the link leaves`() async throws {
        try await IncidentUnderTest.run { service in
            let schedule = try await defined(service)
            let link = SignedLink(purpose: .calendar, subject: schedule.id, person: ann)
            let token = try await service.database.transaction { try link.token(in: $0) }
            let file = try await service.ask(.get, "/api/v1/on-call-feeds/\(token)", as: "nobody")
            #expect(file.status == 200 && String(decoding: file.body, as: UTF8.self).hasPrefix("BEGIN:VCALENDAR\r\n"))
            let other = try await service.database.transaction { tx in
                let page = SignedLink(purpose: .page, subject: schedule.id, person: ann)
                return try SignedLink(try page.token(in: tx), for: .calendar, in: tx)
            }
            #expect(other == nil, "a link for one thing opens no other")
            let forged = String(token.dropLast()) + (token.last == "A" ? "B" : "A")
            #expect(try await service.ask(.get, "/api/v1/on-call-feeds/\(forged)", as: "nobody").status == 404)
            _ = try await service.database.transaction {
                try Projection<PersonAnnounced>().keep(
                    PersonAnnounced(record: ann, facts: [], name: "Ann", active: false, teams: []), sequence: 2, in: $0)
            }
            #expect(try await service.ask(.get, "/api/v1/on-call-feeds/\(token)", as: "nobody").status == 404)
        }
    }
}
