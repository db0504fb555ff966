import Contracts
import Foundation
import HTTPTypes
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct TemplateTests {
    private let root = "/api/v1/response-templates"

    @Test func `a text is filled in from the record, in the requester's language`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            let template = try await desk.ask(
                .post, root, as: agent,
                #"{"name":"Hello","shared":true,"texts":{"en":"Hello {requester}, {number} “{title}”. {agent}","de":"Hallo {requester}"}}"#
            )
            #expect(template.status == 201)
            let id = try #require(template["id"])
            let about = record.split(separator: "/")[4]
            let filled = try await desk.ask(
                .post, "\(root)/\(id)/fill", as: agent, #"{"kind":"incident","record":"\#(about)"}"#)
            #expect(filled["text"] == "Hello Rita, INC0000042 “It is slow”. Axel Agent" && filled["language"] == "en")
            let german = try await desk.ask(
                .post, "\(root)/\(id)/fill", as: agent, #"{"kind":"incident","record":"\#(about)","language":"de"}"#)
            #expect(german["text"] == "Hallo Rita")
            let missing = try await desk.ask(
                .post, "\(root)/\(id)/fill", as: agent, #"{"kind":"incident","record":"\#(UUID())"}"#)
            #expect(missing.status == 422 && missing["code"] == "unknown_record")
        }
    }

    @Test func `one's own templates are nobody else's, shared ones are all of those who manage them`()
        async throws
    {
        try await withDesk { desk in
            let (agent, manager) = (try await desk.agentToken(), try await desk.administratorToken())
            func define(_ shared: Bool, by token: String) async throws -> String {
                let body = #"{"name":"Mine","shared":\#(shared),"texts":{"en":"Hi"}}"#
                return "\(root)/\(try #require(try await desk.ask(.post, root, as: token, body)["id"]))"
            }
            let own = try await define(false, by: agent)
            #expect(try await desk.ask(.get, own, as: manager).status == 404)
            #expect(try await desk.ask(.get, root, as: manager).items.isEmpty)
            #expect(try await desk.ask(.get, root, as: agent).items.count == 1)
            let shared = try await define(true, by: manager)
            #expect(try await desk.ask(.post, "\(shared)/retire", as: agent)["state"] == "retired")
            #expect(try await desk.ask(.post, "\(own)/retire", as: manager).status == 404)
            let rita = try await desk.requester("Rita", as: manager)
            #expect(try await desk.ask(.get, root, as: rita.token).status == 403)
            let stale = try await desk.ask(
                .patch, own, as: agent, #"{"name":"Other"}"#, headers: [.ifMatch: "\"7\""])
            #expect(stale.status == 412)
        }
    }

    @Test(arguments: [
        (#"{"name":"","shared":true,"texts":{"en":"Hi"}}"#, "name"),
        (#"{"name":"A","shared":true,"texts":{}}"#, "texts"),
        (#"{"name":"A","shared":true,"texts":{"xx":"Hi"}}"#, "texts.xx"),
        (#"{"name":"A","shared":true,"texts":{"en":"Hi {password}"}}"#, "texts.en"),
        (#"{"name":"A","shared":true,"texts":{"en":"Hi"},"kinds":["secret"]}"#, "kinds.0"),
    ])
    func `a template that cannot be used is refused at its field`(body: String, field: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, root, as: desk.agentToken(), body)
            #expect(reply.status == 422 && reply["field"] == field)
        }
    }

    @Test func `a report template carries what the next call needs`() async throws {
        try await withDesk { desk in
            let agent = try await desk.agentToken()
            let root = "/api/v1/record-templates"
            let made = try await desk.ask(
                .post, root, as: agent, #"{"name":"Printer","shared":false,"summary":"Printer jam","urgency":3}"#)
            #expect(made.status == 201 && made["summary"] == "Printer jam" && made.json["urgency"] == 3)
            let unknown = try await desk.ask(
                .post, root, as: agent, #"{"name":"P","shared":true,"summary":"S","service":"\#(UUID())"}"#)
            #expect(unknown.status == 422 && unknown["field"] == "service")
            #expect(try await desk.ask(.get, self.root, as: agent).items.isEmpty)
            let address = "\(root)/\(try #require(made["id"]))"
            let revised = try await desk.ask(
                .patch, address, as: agent, #"{"urgency":null}"#, headers: [.ifMatch: "\"1\""])
            #expect(revised.status == 200 && revised.json["urgency"] == nil && revised["summary"] == "Printer jam")
        }
    }
}

@Suite struct RecurringRecordTests {
    private let root = "/api/v1/recurring-records"

    @Test func `it comes round by the calendar, each time once, and none is lost while nobody was there`() async throws
    {
        try await withDesk { desk in
            let (path, agent, _) = try await daily(desk)
            let shown = try await desk.ask(.get, path, as: agent)
            guard case .list(let next)? = shown.json["next"] else { return #expect(Bool(false)) }
            #expect(next.count == 5)
            let timers = TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent)
            try await desk.pass(3 * 86_400)
            async let one: Void = fire(timers)
            async let two: Void = fire(timers)
            _ = try await (one, two)
            let reports = try await desk.sent(ReportIncident.self)
            #expect(reports.count == 3 && Set(reports.map(\.record)).count == 3)
            #expect(reports.allSatisfy { $0.summary == "Check the tapes" && $0.channel == "schedule" })
            let after = try await desk.ask(.get, path, as: agent)
            #expect(after.json["opened"] == 3 && after.json["lastOpened"]?["kind"] == "incident")
            let report = try await desk.assembly.verification.report(of: "desk", in: desk.database)
            #expect(report.mismatches == [])
        }
    }

    @Test func `an item of the catalogue is asked for again and again, until it is not offered any more`() async throws
    {
        try await RequestDesk.with { it in
            let item = try await it.laptop(approvals: "[]")
            let body = #"""
                {"name":"Loan","rule":{"every":1,"unit":"days","time":"09:00","zone":"UTC","from":"2020-01-01"},
                 "request":{"person":"\#(it.rita.id)","item":"\#(item)","answers":{"model":"13"}}}
                """#
            let bad = body.replacing(#""model":"13""#, with: #""model":"99""#)
            #expect(try await it.ask(.post, root, as: it.agent, bad)["field"] == "request.answers.model")
            let path = "\(root)/\(try await it.desk.define("recurring-records", body, it.agent))"
            try await it.desk.pass(2 * 86_400)
            try await it.desk.fireTimers()
            let made = try await it.ask(.get, path, as: it.agent)
            #expect(made.json["opened"] == 2 && made.json["lastOpened"]?["kind"] == "request")
            let asked = try await it.ask(.get, "/api/v1/requests", as: it.rita.token)
            #expect(asked.items.count == 2)
            guard case .text(let newest)? = asked.items.first?["id"] else { return #expect(Bool(false)) }
            let request = try await it.ask(.get, "/api/v1/requests/\(newest)", as: it.rita.token)
            #expect(request.json["recurrence"]?["name"] == "Loan")
            _ = try await it.ask(.post, "/api/v1/request-items/\(item)/retire", as: it.administrator)
            try await it.desk.pass(86_400)
            try await it.desk.fireTimers()
            #expect(try await it.ask(.get, path, as: it.agent)["state"] == "paused")
        }
    }

    @Test func `paused it stays away, and resumed it comes at its next time`() async throws {
        try await withDesk { desk in
            let (path, agent, _) = try await daily(desk)
            #expect(try await desk.ask(.post, "\(path)/pause", as: agent)["state"] == "paused")
            try await desk.pass(3 * 86_400)
            try await fire(TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent))
            #expect(try await desk.sent(ReportIncident.self).isEmpty)
            #expect(try await desk.ask(.post, "\(path)/resume", as: agent)["state"] == "active")
            try await desk.pass(86_400)
            try await fire(TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent))
            #expect(try await desk.sent(ReportIncident.self).count == 1)
            #expect(try await desk.ask(.post, "\(path)/end", as: agent)["state"] == "ended")
            #expect(try await desk.ask(.post, "\(path)/resume", as: agent).status == 409)
        }
    }

    @Test func `for somebody who has left it pauses and says why`() async throws {
        try await withDesk { desk in
            let (path, agent, rita) = try await daily(desk)
            let gone = try await desk.ask(
                .post, "/api/v1/people/\(rita)/deactivate", as: desk.administratorToken())
            #expect(gone.status == 200)
            try await desk.pass(2 * 86_400)
            try await fire(TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent))
            #expect(try await desk.sent(ReportIncident.self).isEmpty)
            #expect(try await desk.ask(.get, path, as: agent)["state"] == "paused")
            let journal = try await desk.ask(.get, "\(path)/journal", as: agent)
            #expect(
                journal.items.last?["fact"] == "paused" && "\(journal.items.last ?? .null)".contains("no active person")
            )
        }
    }

    @Test(arguments: [
        (#"{"every":0,"unit":"days","time":"09:00","zone":"UTC","from":"2026-01-01"}"#, "rule.every"),
        (#"{"every":1,"unit":"days","time":"9 am","zone":"UTC","from":"2026-01-01"}"#, "rule.time"),
        (#"{"every":1,"unit":"days","time":"09:00","zone":"CET+1","from":"2026-01-01"}"#, "rule.zone"),
        (#"{"every":1,"unit":"days","time":"09:00","zone":"UTC","from":"2026-02-30"}"#, "rule.from"),
        (
            #"{"every":1,"unit":"days","weekdays":["monday"],"time":"09:00","zone":"UTC","from":"2026-01-01"}"#,
            "rule.weekdays"
        ),
        (#"{"every":1,"unit":"months","ordinal":2,"time":"09:00","zone":"UTC","from":"2026-01-01"}"#, "rule.weekday"),
        (
            #"{"every":1,"unit":"months","ordinal":5,"weekday":"monday","time":"09:00","zone":"UTC","from":"2026-01-01"}"#,
            "rule.ordinal"
        ),
        (
            #"{"every":1,"unit":"days","time":"09:00","zone":"UTC","from":"2026-01-02","until":"2026-01-01"}"#,
            "rule.until"
        ),
        (
            #"{"every":1,"unit":"days","time":"09:00","zone":"UTC","from":"2026-01-01","holidays":["x"]}"#,
            "rule.holidays.0"
        ),
    ])
    func `a rule that cannot be is refused at its field`(rule: String, field: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(
                .post, "\(root)/preview", as: desk.agentToken(), #"{"rule":\#(rule)}"#)
            #expect(reply.status == 422 && reply["field"] == field)
        }
    }

    private func fire(_ timers: TimerRunner) async throws {
        while try await timers.fireOne() {}
    }

    /// A report of Rita's every day at nine, beginning years ago.
    private func daily(_ desk: TestDesk) async throws -> (path: String, agent: String, rita: String) {
        let rita = try await desk.requester("Rita", as: desk.administratorToken())
        let agent = try await desk.agentToken()
        let made = try await desk.ask(
            .post, root, as: agent,
            #"""
            {"name":"Tapes","rule":{"every":1,"unit":"days","time":"09:00","zone":"Europe/Berlin","from":"2020-01-01"},
             "report":{"person":"\#(rita.id)","summary":"Check the tapes"}}
            """#)
        #expect(made.status == 201, "\(made.json)")
        return ("\(root)/\(try #require(made["id"]))", agent, rita.id)
    }
}
