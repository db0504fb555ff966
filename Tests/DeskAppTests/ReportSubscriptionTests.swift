import DeskDomain
import Foundation
import HTTPTypes
import Messaging
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct ReportSubscriptionTests {
    private let root = "/api/v1/report-subscriptions"

    private func fire(_ desk: TestDesk) async throws {
        let timers = TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent)
        while try await timers.fireOne() {}
    }

    private func subscription(_ rhythm: String, report: String = "service", more: String = "") -> String {
        #"{"name":"Ours","report":"\#(report)","rhythm":"\#(rhythm)","zone":"Europe/Oslo"\#(more)}"#
    }

    @Test func `each period is told once, with its own address, until somebody has enough`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let made = try await desk.ask(.post, root, as: rita.token, subscription("daily"))
            #expect(made.status == 201)
            let one = "\(root)/\(try #require(made["id"]))"
            for day in 0..<3 {
                if day > 0 { try await desk.pass(86_400) }
                try await fire(desk)
                try await fire(desk)
                let again = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
                #expect(try await desk.ask(.get, "\(one)/deliveries", as: again).items.count == day)
            }
            let token = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
            let told = try await desk.ask(.get, "\(one)/deliveries", as: token).items
            #expect(Set(told.map { "\($0["period"] ?? .null)" }).count == 2)
            #expect(told.allSatisfy { $0["link"] != nil })
            #expect(try await desk.ask(.delete, one, as: token).status == 204)
            #expect(try await desk.ask(.get, root, as: token).items.isEmpty)
            try await desk.pass(86_400)
            try await fire(desk)
            let later = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
            #expect(try await desk.ask(.get, "\(one)/deliveries", as: later).items.count == 2)
        }
    }

    @Test func `nobody subscribes for others, or sees what they get, but who manages people`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            let otto = try await desk.requester("Otto", as: administrator)
            let forOtto = subscription("weekly", more: #","person":"\#(otto.id)""#)
            #expect(try await desk.ask(.post, root, as: rita.token, forOtto).status == 403)
            let made = try await desk.ask(.post, root, as: administrator, forOtto)
            #expect(made.status == 201 && made["person"] == otto.id)
            let one = "\(root)/\(try #require(made["id"]))"
            #expect(try await desk.ask(.get, "\(one)/deliveries", as: rita.token).status == 404)
            #expect(try await desk.ask(.delete, one, as: rita.token).status == 404)
            #expect(try await desk.ask(.get, "\(root)?person=\(otto.id)", as: rita.token).status == 403)
            #expect(try await desk.ask(.get, root, as: otto.token).items.count == 1)
            #expect(try await desk.ask(.post, root, as: otto.token, subscription("weekly")).status == 409)
            let nowhere = #"{"name":"X","report":"service","rhythm":"daily","zone":"Europe/Atlantis"}"#
            #expect(try await desk.ask(.post, root, as: otto.token, nowhere).status == 422)
        }
    }
}

@Suite struct ReportRhythmTests {
    private func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test func `mornings are those of the zone, over a change of clocks and the end of a month`() throws {
        let oslo = try #require(ZoneOffsets("Europe/Oslo"))
        let saturday = try at("2026-03-28T12:00:00Z")
        #expect(ReportRhythm.daily.next(after: saturday, in: oslo) == (try at("2026-03-29T06:00:00Z")))
        #expect(ReportRhythm.weekly.next(after: saturday, in: oslo) == (try at("2026-03-30T06:00:00Z")))
        #expect(ReportRhythm.monthly.next(after: saturday, in: oslo) == (try at("2026-04-01T06:00:00Z")))
        let early = try at("2026-03-30T05:00:00Z")
        #expect(ReportRhythm.weekly.next(after: early, in: oslo) == (try at("2026-03-30T06:00:00Z")))
    }

    @Test func `what has ended is the day, week or month before`() throws {
        let oslo = try #require(ZoneOffsets("Europe/Oslo"))
        let first = try at("2026-06-01T06:00:00Z")
        #expect(ReportRhythm.daily.ended(at: first, in: oslo).text(.daily) == "2026-05-31")
        #expect(ReportRhythm.weekly.ended(at: first, in: oslo).text(.weekly) == "2026-05-25 – 2026-05-31")
        #expect(ReportRhythm.monthly.ended(at: first, in: oslo).text(.monthly) == "2026-05")
        let details = try ReportSubscriptionDetails(
            name: "Ours", person: UUID(), report: .incidents, rhythm: .weekly, zone: "Europe/Oslo")
        let page = details.page(of: ReportRhythm.weekly.ended(at: first, in: oslo))
        #expect(page == "/reports/incidents?from=2026-05-25&until=2026-05-31")
    }
}
