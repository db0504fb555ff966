import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct SessionTests {
    @Test func `a browser signs in, gets fresh tokens for its cookie, and signs out`() async throws {
        try await withDesk { desk in
            let begun = try await desk.begin()
            #expect(begun.reply.status == 200 && begun.reply["accessToken"] != nil)
            #expect(begun.reply.json["person"]?["name"] == "Axel Agent")
            #expect(begun.reply.json["person"]?["teams"] == .list([]))
            let set = try #require(begun.reply.headers[.setCookie])
            #expect(set.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))

            let fresh = try await desk.browse(.post, "/api/v1/sessions/refresh", begun.cookie)
            #expect(fresh.status == 200)
            #expect(try await desk.ask(.get, "/api/v1/people", as: fresh["accessToken"]).status == 200)

            let out = try await desk.browse(.delete, "/api/v1/sessions/current", begun.cookie)
            #expect(out.status == 204 && out.headers[.setCookie]?.contains("Max-Age=0") == true)
            let over = try await desk.browse(.post, "/api/v1/sessions/refresh", begun.cookie)
            #expect(over.status == 401 && over["code"] == "session_over")
        }
    }

    @Test func `the cookie keeps to encrypted ways when the suite is reached by one`() async throws {
        try await withDesk { desk in
            let begun = try await desk.begin(headers: ["X-Forwarded-Proto": "https", "Origin": "https://localhost"])
            #expect(begun.reply.headers[.setCookie]?.hasSuffix("; Secure") == true)
        }
    }

    @Test func `a wrong password opens no session, and costs as much as at sign-in`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_NAME": "2"]) { desk in
            for _ in 1...2 { #expect(try await desk.begin(password: "a wrong password").reply.status == 401) }
            let waits = try await desk.begin()
            #expect(waits.reply.status == 429 && waits.reply.headers[.setCookie] == nil)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 429)
        }
    }

    @Test(arguments: ["https://evil.example", "http://localhost:8081", "null", "http://localhost.evil.example"])
    func `a page of somebody else's cannot use the cookie`(origin: String) async throws {
        try await withDesk { desk in
            let cookie = try await desk.begin().cookie
            for (method, path) in [
                (HTTPRequest.Method.post, "/api/v1/sessions/refresh"), (.delete, "/api/v1/sessions/current"),
            ] {
                let reply = try await desk.browse(method, path, cookie, ["Origin": origin])
                #expect(reply.status == 403 && reply["code"] == "foreign_origin")
            }
            #expect(try await desk.begin(headers: ["Origin": origin]).reply.status == 403)
            #expect(try await desk.ask(.post, "/api/v1/sessions/refresh", headers: [.cookie: cookie]).status == 403)
            #expect(try await desk.browse(.get, "/api/v1/live", cookie, ["Origin": origin]).status == 403)
        }
    }

    @Test func `behind another proxy the host it was asked for counts`() async throws {
        try await withDesk { desk in
            let cookie = try await desk.begin().cookie
            let headers = ["Origin": "https://desk.example", "X-Forwarded-Host": "desk.example:443"]
            #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", cookie, headers).status == 200)
        }
    }

    @Test func `a session ends without use, and at last in any case`() async throws {
        try await withDesk(["DIENST_SESSION_IDLE": "1h", "DIENST_SESSION_LIFETIME": "2h"]) { desk in
            let (used, left) = (try await desk.begin().cookie, try await desk.begin().cookie)
            for expected in [200, 200, 401] {
                try await desk.pass(2700)
                #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", used).status == expected)
            }
            #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", left).status == 401)
        }
    }

    @Test func `a new password, and deactivation, end all sessions`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            for end in ["password", "deactivate"] {
                let password = end == "password" ? "a password of Rita!" : "another password"
                let cookie = try await desk.begin("Rita", password: password).cookie
                let path = "/api/v1/people/\(rita.id)/\(end)"
                let body = end == "password" ? #"{"password":"another password"}"# : nil
                #expect([200, 204].contains(try await desk.ask(.post, path, as: administrator, body).status))
                #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", cookie).status == 401)
            }
        }
    }

    @Test func `fresh tokens carry the roles of now`() async throws {
        try await withDesk { desk in
            let begun = try await desk.begin()
            let id = try #require(begun.reply.json["person"]?["id"]?.word)
            _ = try await desk.ask(
                .post, "/api/v1/people/\(id)/change-roles", as: desk.administratorToken(), #"{"roles":["manager"]}"#)
            let fresh = try await desk.browse(.post, "/api/v1/sessions/refresh", begun.cookie)
            #expect(fresh.json["person"]?["roles"] == .list(["manager"]))
        }
    }

    @Test func `people see and end their own sessions only, and never a secret`() async throws {
        try await withDesk { desk in
            let (first, second) = (try await desk.begin(), try await desk.begin(headers: ["User-Agent": "Firefox"]))
            let token = try #require(second.reply["accessToken"])
            let list = try await desk.ask(.get, "/api/v1/sessions", as: token, headers: [.cookie: second.cookie])
            #expect(list.items.count == 2)
            #expect(list.items.filter { $0["current"] == .boolean(true) }.map { $0["userAgent"] } == ["Firefox"])
            let secret = try #require(second.cookie.split(separator: "=").last)
            #expect(!"\(list.json)".contains(secret))
            let other = try #require(list.items.first { $0["current"] == .boolean(false) }?["id"]?.word)
            let stranger = try await desk.administratorToken()
            #expect(try await desk.ask(.delete, "/api/v1/sessions/\(other)", as: stranger).status == 404)
            #expect(try await desk.ask(.delete, "/api/v1/sessions/\(other)", as: token).status == 204)
            #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", first.cookie).status == 401)
            #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", second.cookie).status == 200)
        }
    }

    @Test func `signing in again ends the browser's session before`() async throws {
        try await withDesk { desk in
            let first = try await desk.begin()
            let second = try await desk.begin(headers: ["Cookie": first.cookie, "Origin": "http://localhost"])
            #expect(second.reply.status == 200)
            #expect(try await desk.browse(.post, "/api/v1/sessions/refresh", first.cookie).status == 401)
        }
    }

    @Test func `what the cookie holds stands nowhere in the database`() async throws {
        try await withDesk { desk in
            let secret = try #require(try await desk.begin().cookie.split(separator: "=").last)
            let row: String? = try await desk.database.transaction { tx in
                try tx.first("SELECT row_to_json(session)::text AS text FROM session") { try $0.value("text") }
            }
            #expect(row?.contains(secret) == false)
        }
    }
}

extension TestDesk {
    /// What a browser got when it signed in: the answer, and the cookie it would send from then on.
    func begin(
        _ name: String = TestDesk.agent.name, password: String = TestDesk.agent.password,
        headers: [String: String] = [:]
    ) async throws -> (reply: Reply, cookie: String) {
        let body = String(decoding: try JSONEncoder().encode(["name": name, "password": password]), as: UTF8.self)
        let reply = try await ask(.post, "/api/v1/sessions", body, headers: HTTPFields(headers))
        let cookie = reply.headers[.setCookie]?.split(separator: ";").first.map(String.init) ?? ""
        return (reply, cookie)
    }

    /// As a page of the suite's own asks.
    func browse(
        _ method: HTTPRequest.Method, _ path: String, _ cookie: String, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        let host = client.port.map { "localhost:\($0)" } ?? "localhost"
        let all = ["Origin": "http://\(host)", "Cookie": cookie].merging(headers) { $1 }
        return try await ask(method, path, headers: HTTPFields(all))
    }
}

extension HTTPFields {
    init(_ texts: [String: String]) {
        self.init()
        for (name, text) in texts { if let name = HTTPField.Name(name) { self[name] = text } }
    }
}

extension JSONValue {
    var word: String? { if case .text(let text) = self { text } else { nil } }
}
