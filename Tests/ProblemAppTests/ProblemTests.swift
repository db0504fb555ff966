import Chassis
import Contracts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Messaging
import Postgres
import ProblemDomain
import Records
import Testing

@testable import ProblemApp

@Suite struct ProblemTests {
    @Test func `everything is announced again on request, at the sequence it has`() async throws {
        try await ProblemUnderTest.run { service in
            let made: ProblemView = try await service.post("problems", #"{"summary":"Pool runs dry"}"#)
            try await service.database.transaction { tx in
                _ = try tx.execute("DELETE FROM outbox")
                try Reannouncing(ProblemStore()).begin(in: tx)
            }
            var timers = TimerHandlers()
            Reannouncing(ProblemStore()).add(to: &timers)
            let runner = TimerRunner(database: service.database, handlers: timers, logger: Logger(label: "test"))
            while try await runner.fireOne() {}
            let told = try await service.database.transaction { tx in
                try tx.query("SELECT record, sequence FROM outbox") {
                    (record: try $0.value("record") as UUID, sequence: try $0.value("sequence") as Int)
                }
            }
            #expect(told.map(\.record) == [made.id] && told.map(\.sequence) == [made.version])
        }
    }

    private let cause = UUID()

    @Test func `a problem goes its way from the first suspicion to the verified fix`() async throws {
        try await ProblemUnderTest.run { service in
            try await service.keepItem(cause)
            let opened: ProblemView = try await service.post(
                "problems", "{\"summary\":\" Checkout stalls \",\"causeItem\":\"\(cause)\",\"priority\":2}")
            #expect(opened.number == "PRB0000001")
            #expect(opened.summary == "Checkout stalls")
            let steps: [(String, String?, Problem.State)] = [
                ("assess", nil, .assess), ("analyse", "{}", .rootCauseAnalysis),
                ("confirm-cause", #"{"text":"A leak.","confidence":"confirmed"}"#, .rootCauseAnalysis),
                ("plan-fix", #"{"plan":"Close it.","change":"CHG0000007"}"#, .fixInProgress),
                ("resolve", #"{"solution":"Deployed."}"#, .resolved),
                ("close", #"{"verification":"Quiet for a month."}"#, .closed),
            ]
            for (command, body, state) in steps {
                let view: ProblemView = try await service.post("problems/PRB0000001/\(command)", body)
                #expect(view.state == state)
            }
            let journal: JournalAnswer = try await service.get("problems/\(opened.id)/journal")
            #expect(
                journal.items.map(\.fact) == [
                    "opened", "assessmentStarted", "analysisStarted", "causeConfirmed", "fixPlanned", "resolved",
                    "closed",
                ])
            #expect(journal.items.allSatisfy { $0.actor == "person:\(Doorman.person.uuidString.lowercased())" })
            let announced = try await service.announced(ProblemAnnounced.self)
            #expect(announced.map(\.state).last == "closed")
            #expect(announced.count == 7)
        }
    }

    @Test func `what the state does not allow is refused with the states that would`() async throws {
        try await ProblemUnderTest.run { service in
            let _: ProblemView = try await service.post("problems", #"{"summary":"Slow"}"#)
            let refusal = try await service.refusal("problems/PRB0000001/resolve", #"{"solution":"Done."}"#)
            #expect(refusal.status == 409)
            #expect(refusal.code == "invalid_transition")
            #expect(refusal.detail == "PRB0000001 is new: resolve is possible in fix_in_progress, resolved.")
        }
    }

    @Test func `bad input is answered with the field at fault and changes nothing`() async throws {
        try await ProblemUnderTest.run { service in
            let _: ProblemView = try await service.post("problems", #"{"summary":"Slow"}"#)
            let cases: [(path: String, body: String, status: Int, field: String?)] = [
                ("problems", "{", 400, nil),
                ("problems", "{}", 422, "summary"),
                ("problems", #"{"summary":"  "}"#, 422, "summary"),
                ("problems", #"{"summary":"Slow","colour":"red"}"#, 422, "colour"),
                ("problems", #"{"summary":"Slow","priority":9}"#, 422, "priority"),
                ("problems", #"{"summary":"Slow","causeItem":"\#(UUID())"}"#, 422, "causeItem"),
                ("problems", #"{"summary":"Slow","incidents":["INC0000099"]}"#, 422, "incident"),
                ("problems/PRB0000001/assign", #"{"team":"\#(UUID())"}"#, 422, "team"),
                ("problems/PRB0000001/assign", #"{"person":"\#(UUID())"}"#, 422, "person"),
                ("problems/PRB0000001/confirm-cause", #"{"text":"A leak.","confidence":"sure"}"#, 422, "confidence"),
                ("problems/PRB0000002/assess", "", 404, nil),
                ("known-errors", #"{"problem":"PRB0000001"}"#, 422, "workaround"),
            ]
            for (path, body, status, field) in cases {
                let refusal = try await service.refusal(path, body.isEmpty ? nil : body)
                #expect(refusal.status == status, "\(path) \(body): \(refusal)")
                #expect(refusal.field == field, "\(path) \(body): \(refusal)")
            }
            #expect(try await service.get("problems", as: Page<ProblemLine>.self).items.map(\.version) == [1])
        }
    }

    @Test func `the second of two writers is told what changed`() async throws {
        try await ProblemUnderTest.run { service in
            let _: ProblemView = try await service.post("problems", #"{"summary":"Slow"}"#)
            let first = try await service.ask(.post, "problems/PRB0000001/assess", ["If-Match": "\"1\""])
            #expect(first.headers[.eTag] == "\"2\"")
            let second = try await service.ask(
                .post, "problems/PRB0000001/cancel", ["If-Match": "\"1\""], body: #"{"reason":"A mistake."}"#)
            #expect(second.status.code == 412)
            #expect(second.text.contains("assessmentStarted"))
        }
    }

    @Test func `a request repeated with its key opens one problem`() async throws {
        try await ProblemUnderTest.run { service in
            for _ in 1...2 {
                let answer = try await service.ask(
                    .post, "problems", ["Idempotency-Key": "once"], body: #"{"summary":"Slow"}"#)
                #expect(answer.status == .created)
                #expect(answer.headers[.location] == "/api/v1/problems/PRB0000001")
            }
            #expect(try await service.get("problems", as: Page<ProblemLine>.self).items.count == 1)
        }
    }

    @Test func `requesters see nothing, and only managers accept a risk`() async throws {
        try await ProblemUnderTest.run { service in
            for endpoint in service.api.endpoints {
                let path = endpoint.path.replacing("/api/v1/", with: "").replacing("{number}", with: "PRB0000001")
                #expect(try await service.ask(endpoint.method, path, as: .requester, body: "{}").status == .forbidden)
            }
            let _: ProblemView = try await service.post("problems", #"{"summary":"Slow"}"#)
            let _: ProblemView = try await service.post("problems/PRB0000001/assess")
            let risk = #"{"reason":"Cheaper.","reviewAt":"2099-01-01T00:00:00Z"}"#
            #expect(try await service.refusal("problems/PRB0000001/accept-risk", risk).status == 403)
            let past = #"{"reason":"Cheaper.","reviewAt":"0001-01-01T00:00:00Z"}"#
            #expect(try await service.refusal("problems/PRB0000001/accept-risk", past, as: .manager).status == 409)
            let accepted: ProblemView = try await service.post("problems/PRB0000001/accept-risk", risk, as: .manager)
            #expect(accepted.state == .riskAccepted)
        }
    }

    @Test func `lists are filtered, sorted, searched and paged`() async throws {
        try await ProblemUnderTest.run { service in
            try await service.keepItem(cause)
            for (summary, priority) in [("Checkout stalls", 1), ("Mail is late", 3), ("Checkout is slow", 2)] {
                let _: ProblemView = try await service.post(
                    "problems", "{\"summary\":\"\(summary)\",\"priority\":\(priority),\"causeItem\":\"\(cause)\"}")
            }
            func numbers(_ query: String) async throws -> [String] {
                try await service.get("problems?\(query)", as: Page<ProblemLine>.self).items.map(\.number)
            }
            #expect(try await numbers("sort=priority") == ["PRB0000001", "PRB0000003", "PRB0000002"])
            #expect(try await numbers("q=CHECKOUT&sort=number") == ["PRB0000001", "PRB0000003"])
            #expect(try await numbers("priority=2,3&sort=number") == ["PRB0000002", "PRB0000003"])
            #expect(try await numbers("open=false") == [])
            #expect(try await numbers("team=none&causeItem=\(cause)&state=new").count == 3)
            let first: Page<ProblemLine> = try await service.get("problems?limit=2&sort=number")
            let next = try #require(first.next)
            #expect(try await numbers("limit=2&sort=number&cursor=\(next)") == ["PRB0000003"])
            #expect(try await service.ask(.get, "problems?state=wild").status.code == 400)
        }
    }

    @Test func `teams and people that are known can be given the work`() async throws {
        try await ProblemUnderTest.run { service in
            let (team, person) = (UUID(), UUID())
            try await service.keep(TeamAnnounced(record: team, facts: [], name: "Databases", active: true))
            try await service.keep(PersonAnnounced(record: person, facts: [], name: "Ada", active: true, teams: [team]))
            let _: ProblemView = try await service.post("problems", #"{"summary":"Slow"}"#)
            let view: ProblemView = try await service.post(
                "problems/PRB0000001/assign", "{\"team\":\"\(team)\",\"person\":\"\(person)\"}")
            #expect(view.team?.name == "Databases")
            #expect(view.assignee?.name == "Ada")
            let page: Page<ProblemLine> = try await service.get("problems?assignee=\(person)")
            #expect(page.items.map(\.assignee?.name) == ["Ada"])
        }
    }
}
