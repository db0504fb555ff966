import Contracts
import Foundation
import HTTPTypes
import Postgres
import Records
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

@Suite struct AgreementReviewTests {
    private func day(_ desk: TestDesk, in days: Int) async throws -> String {
        let now = try await desk.database.transaction { try $0.now }
        return CalendarDay(number: now.milliseconds / 86_400_000 + days).description
    }

    private func fire(_ desk: TestDesk) async throws {
        let timers = TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent)
        while try await timers.fireOne() {}
    }

    private func reviews(_ desk: TestDesk) async throws -> [String] {
        try await desk.database.transaction { tx in
            try tx.query("SELECT person::text AS person FROM notice WHERE template = 'agreement_review' ORDER BY id") {
                try $0.value("person")
            }
        }
    }

    @Test func `the owner is told a month before the review, once for each date`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let owner = try await desk.requester("Otto", as: token)
            let made = try await desk.ask(
                .post, "/api/v1/agreements", as: token,
                #"{"name":"Gold","kind":"customer","owner":"\#(owner.id)","reviewAt":"\#(try await day(desk, in: 40))"}"#
            )
            #expect(made.status == 201)
            let path = "/api/v1/agreements/\(try #require(made["id"]))"
            try await fire(desk)
            #expect(try await reviews(desk).isEmpty)
            try await desk.pass(11 * 86_400)
            let later = try await desk.administratorToken()
            try await fire(desk)
            #expect(try await reviews(desk) == [owner.id.lowercased()])
            let renamed = try await desk.ask(
                .patch, path, as: later, #"{"name":"Gold and more"}"#, headers: [.ifMatch: "\"1\""])
            #expect(renamed.status == 200)
            try await fire(desk)
            #expect(try await reviews(desk).count == 1)
            let moved = try await desk.ask(
                .patch, path, as: later, #"{"reviewAt":"\#(try await day(desk, in: 20))"}"#,
                headers: [.ifMatch: "\"2\""])
            #expect(moved.status == 200)
            try await fire(desk)
            #expect(try await reviews(desk).count == 2)
        }
    }

    @Test func `without an owner whoever defined it is told, and of one that is over nobody`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let soon = try await day(desk, in: 3)
            for name in ["Silver", "Bronze"] {
                let made = try await desk.ask(
                    .post, "/api/v1/agreements", as: token,
                    #"{"name":"\#(name)","kind":"customer","reviewAt":"\#(soon)"}"#)
                guard name == "Bronze", let id = made["id"] else { continue }
                #expect(try await desk.ask(.post, "/api/v1/agreements/\(id)/deactivate", as: token).status == 200)
            }
            try await fire(desk)
            #expect(try await reviews(desk).count == 1)
        }
    }

    @Test func `an availability is promised to known services on a known calendar, and announced`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let calendar = try #require(
                try await desk.ask(
                    .post, "/api/v1/calendars", as: token, #"{"name":"Always","zone":"UTC","weeks":[]}"#)["id"])
            let service = try #require(
                try await desk.ask(
                    .post, "/api/v1/services", as: token, #"{"name":"Shop","criticality":1,"valuePerHour":1}"#)["id"])
            func body(_ services: String, percent: Double, calendar: String) -> String {
                #"{"name":"Gold","kind":"customer","availability":[{"services":[\#(services)],"percent":\#(percent),"calendar":"\#(calendar)","countsPlanned":false,"degradedWeight":0.5}]}"#
            }
            let path = "/api/v1/agreements"
            let wrong = [
                (body("", percent: 99, calendar: calendar), "availability.0.services"),
                (body("\"\(service)\",\"\(service)\"", percent: 99, calendar: calendar), "availability.0.services"),
                (body("\"\(service)\"", percent: 100, calendar: calendar), "availability.0.percent"),
                (body("\"\(service)\"", percent: 99, calendar: UUID().uuidString), "availability.0.calendar"),
                (body("\"\(UUID())\"", percent: 99, calendar: calendar), "availability.0.services"),
            ]
            for (body, field) in wrong {
                let refused = try await desk.ask(.post, path, as: token, body)
                #expect(refused.status == 422 && refused["field"] == field, "\(field)")
            }
            let good = body("\"\(service)\"", percent: 99.5, calendar: calendar)
            let made = try await desk.ask(.post, path, as: token, good)
            #expect(made.status == 201)
            let told = try #require(try await desk.sent(AgreementAnnounced.self).last)
            #expect(told.availability?.map(\.percent) == [99.5] && told.availability?.first?.degradedWeight == 0.5)
            let cleared = try await desk.ask(
                .patch, "\(path)/\(try #require(made["id"]))", as: token, #"{"availability":[]}"#,
                headers: [.ifMatch: "\"1\""])
            #expect(cleared.status == 200)
            #expect(try await desk.sent(AgreementAnnounced.self).last?.availability == nil)
            #expect(try await desk.assembly.verification.report(of: "desk", in: desk.database).mismatches == [])
        }
    }
}
