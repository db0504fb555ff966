import Contracts
import Foundation
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp
@testable import Messaging

/// A desk with a catalogue and the people who ask, approve and fulfil.
struct RequestDesk: Sendable {
    let desk: TestDesk
    let administrator: String
    let agent: String
    let rita: (id: String, token: String)
    let boss: (id: String, token: String)
    let team: String
    let offering: String

    static func with(_ test: @Sendable @escaping (RequestDesk) async throws -> Void) async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let team = try #require(
                try await desk.ask(.post, "/api/v1/teams", as: administrator, #"{"name":"Workplace"}"#)["id"])
            let boss = try await desk.requester("Bodil Boss", as: administrator)
            let rita = try await desk.requester("Rita", as: administrator)
            _ = try await desk.ask(
                .patch, "/api/v1/people/\(rita.id)", as: administrator, #"{"manager":"\#(boss.id)"}"#,
                headers: [.ifMatch: "\"\(try await desk.version("/api/v1/people/\(rita.id)", administrator))\""])
            let domain = try #require(
                try await desk.ask(.post, "/api/v1/catalogue-domains", as: administrator, #"{"name":"IT"}"#)["id"])
            let shelf = try await desk.ask(
                .post, "/api/v1/offerings", as: administrator, #"{"domain":"\#(domain)","name":"Devices"}"#)
            let offering = try #require(shelf["id"])
            #expect(try await desk.ask(.post, "/api/v1/offerings/\(offering)/publish", as: administrator).status == 200)
            try await test(
                RequestDesk(
                    desk: desk, administrator: administrator, agent: desk.agentToken(), rita: rita, boss: boss,
                    team: team, offering: offering))
        }
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, as token: String, _ body: String? = nil
    ) async throws
        -> TestDesk.Reply
    {
        try await desk.ask(method, path, as: token, body)
    }

    /// A published laptop that the manager approves and the team orders, then sets up.
    func laptop(_ more: String = "", approvals: String? = nil) async throws -> String {
        let asked =
            approvals ?? #"[{"name":"Manager","rule":"all","approvers":[{"by":"manager"}]}]"#
        let content = """
            {"name":"Laptop","summary":"A laptop","delivery":{"amount":3,"unit":"days"},"topic":"Laptop",
             "cost":{"amount":1200,"currency":"EUR"},
             "entitlement":{"organisations":[],"roles":[],"teams":[]}\(more),"approvals":\(asked),
             "form":[{"key":"model","label":{"default":"Model","de":"Modell"},"type":"choice","required":true,
                      "choices":[{"key":"13","label":{"default":"13 inch"}},{"key":"15","label":{"default":"15 inch"}}]},
                     {"key":"why","label":{"default":"Why so large"},"type":"text","required":true,
                      "showWhen":{"field":"model","equals":"15"}}],
             "plan":[{"key":"order","title":"Order it","team":"\(team)","after":[],"mandatory":true},
                     {"key":"set-up","title":"Set it up","team":"\(team)","after":["order"],"mandatory":true}]}
            """
        let made = try await ask(
            .post, "/api/v1/request-items", as: administrator, #"{"offering":"\#(offering)","content":\#(content)}"#)
        #expect(made.status == 201, "\(made)")
        let id = try #require(made["id"])
        #expect(try await ask(.post, "/api/v1/request-items/\(id)/publish", as: administrator).status == 200)
        return id
    }

    func submitted(_ item: String) async throws -> TestDesk.Reply {
        let reply = try await ask(
            .post, "/api/v1/requests", as: rita.token, #"{"item":"\#(item)","answers":{"model":"13"}}"#)
        #expect(reply.status == 201, "\(reply)")
        return reply
    }

    /// The approval that waits for this person.
    func approval(_ token: String) async throws -> String {
        let mine = try await ask(.get, "/api/v1/approvals?state=requested", as: token)
        guard case .text(let id)? = mine.items.first?["id"] else { throw NothingAsked() }
        return id
    }

    func states(_ request: TestDesk.Reply, _ list: String) -> [JSONValue?] {
        guard case .list(let items)? = request.json[list] else { return [] }
        return items.map { $0["state"] }
    }
}

struct NothingAsked: Error {}

extension TestDesk {
    func version(_ path: String, _ token: String) async throws -> Int {
        guard case .number(let version)? = try await ask(.get, path, as: token).json["version"] else { return 0 }
        return version
    }

    /// Fires what is due, as the timers do.
    func fireTimers() async throws {
        let runner = TimerRunner(database: database, handlers: assembly.timers, logger: .silent)
        while try await runner.fireOne() {}
    }
}
