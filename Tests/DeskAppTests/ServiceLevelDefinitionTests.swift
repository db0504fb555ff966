import Contracts
import Foundation
import HTTPTypes
import Records
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct ServiceLevelDefinitionTests {
    private static let week =
        #"{"hours":[{"weekdays":["friday","monday"],"from":"08:00","until":"18:00"}]}"#

    @Test func `a calendar is announced whole, and each revision is another version`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let made = try await desk.ask(
                .post, "/api/v1/calendars", as: token,
                #"{"name":"Berlin","zone":"Europe/Berlin","weeks":[\#(Self.week)],"holidays":[{"day":"2026-12-25","yearly":true,"name":"Christmas"}]}"#
            )
            let id = try #require(made["id"])
            #expect(made.status == 201)
            let revised = try await desk.ask(
                .patch, "/api/v1/calendars/\(id)", as: token, #"{"holidays":[]}"#, headers: [.ifMatch: "\"1\""])
            #expect(revised.status == 200)
            let told = try await desk.sent(CalendarAnnounced.self)
            #expect(told.map(\.content.holidays.count) == [1, 0])
            #expect(told.last?.content.weeks.first?.hours.first?.weekdays == ["monday", "friday"])
            #expect(try await desk.ask(.get, "/api/v1/calendars/\(id)/journal", as: token).items.count == 2)
        }
    }

    @Test func `a calendar is looked at before it is saved, exactly over a change of clocks`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let day = #"{"weekdays":["sunday"],"from":"00:00","until":"24:00"}"#
            let body = """
                {"zone":"Europe/Berlin","weeks":[{"hours":[\(day)]}],"from":"2026-10-24T12:00:00Z",
                 "holidays":[{"day":"2026-11-01","yearly":true,"name":"All Saints"}]}
                """
            let seen = try await desk.ask(.post, "/api/v1/calendars/preview", as: token, body)
            #expect(seen.status == 200)
            let preview = try WireJSON.decoder.decode(
                CalendarPreviewAnswer.self, from: JSONEncoder().encode(seen.json))
            #expect(!preview.isOpen && preview.openings.count == 40)
            #expect(preview.openings.first?.from == WireTime.date("2026-10-24T22:00:00Z"))
            #expect(preview.openings.first?.until == WireTime.date("2026-10-25T23:00:00Z"))
            #expect(preview.openings.dropFirst().first?.from == WireTime.date("2026-11-07T23:00:00Z"))
            let wrong = try await desk.ask(
                .post, "/api/v1/calendars/preview", as: token, #"{"zone":"Europe/Atlantis","weeks":[]}"#)
            #expect(wrong.status == 422)
            #expect(try await desk.ask(.get, "/api/v1/calendars", as: token).items.isEmpty)
        }
    }

    @Test func `a policy names calendars that are there, an agreement of its kind, and makes sense`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let calendar = try #require(
                try await desk.ask(
                    .post, "/api/v1/calendars", as: token, #"{"name":"Always","zone":"UTC","weeks":[]}"#)["id"])
            let agreement = try #require(
                try await desk.ask(
                    .post, "/api/v1/agreements", as: token,
                    #"{"name":"All","kind":"customer","from":"2026-01-01","until":"2027-01-01"}"#)["id"])
            func policy(_ name: String, kind: String = "customer", goal: String, calendar: String) -> String {
                #"{"name":"\#(name)","kind":"\#(kind)","agreement":"\#(agreement)","targets":[{"name":"Restored","measure":"resolution","goals":[\#(goal)],"calendar":"\#(calendar)","pausedBy":["caller"],"onChange":"retroactive","respondedBy":"ownership","thresholds":[{"percent":75}]}]}"#
            }
            let place = "/api/v1/service-level-policies"
            let hours = #"{"priority":1,"seconds":14400}"#
            let made = try await desk.ask(.post, place, as: token, policy("Gold", goal: hours, calendar: calendar))
            #expect(made.status == 201)
            let told = try #require(try await desk.sent(ServiceLevelPolicyAnnounced.self).last)
            #expect(told.targets.first?.goals.first?.seconds == 14_400 && told.active)
            let stranger = try await desk.ask(
                .post, place, as: token, policy("A", goal: hours, calendar: UUID().uuidString))
            #expect(stranger.status == 422 && stranger["field"] == "targets.calendar")
            let both = try await desk.ask(
                .post, place, as: token,
                policy("B", goal: #"{"seconds":5,"businessDays":1}"#, calendar: calendar))
            #expect(both.status == 422 && both["code"] == "goal_form")
            let other = try await desk.ask(
                .post, place, as: token, policy("C", kind: "team", goal: hours, calendar: calendar))
            #expect(other.status == 422 && other["field"] == "kind")
            let backwards = try await desk.ask(
                .post, "/api/v1/agreements", as: token,
                #"{"name":"X","kind":"customer","from":"2026-02-01","until":"2026-01-01"}"#)
            #expect(backwards.status == 422 && backwards["field"] == "until")
            let zone = try await desk.ask(
                .post, "/api/v1/calendars", as: token, #"{"name":"Y","zone":"Europe/Atlantis","weeks":[]}"#)
            #expect(zone.status == 422 && zone["field"] == "zone")
        }
    }
}
