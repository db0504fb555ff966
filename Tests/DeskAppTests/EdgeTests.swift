import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct EdgeTests {
    @Test func `without a token nothing but sign-in and keys is served`() async throws {
        try await withDesk { desk in
            let cookies = desk.assembly.api.endpoints.filter { $0.access == .session }.map(\.path)
            #expect(Set(cookies) == ["/api/v1/sessions/refresh", "/api/v1/sessions/current", "/api/v1/live"])
            for path in ["/api/v1/sessions/refresh", "/api/v1/live"] {
                let method: HTTPRequest.Method = path.hasSuffix("live") ? .get : .post
                let reply = try await desk.ask(method, path, headers: [.cookie: "dienst_session=nonsense"])
                #expect(reply.status == 401 && reply["code"] == "session_over")
            }
            for endpoint in desk.assembly.api.endpoints where ![.anyone, .session].contains(endpoint.access) {
                let path = endpoint.path.replacing("{id}", with: UUID().uuidString)
                for token in [nil, "not.a.token", "eyJhbGciOiJub25lIn0.e30."] {
                    let reply = try await desk.ask(endpoint.method, path, as: token)
                    #expect(reply.status == 401, "\(endpoint.method) \(path)")
                }
            }
        }
    }

    @Test func `the start page runs nothing and stands in no frame`() async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.get, "/")
            #expect(reply.status == 200 && reply.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(reply.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        }
    }

    @Test func `a name given without its password is a mistake told at start`() {
        #expect(throws: SettingsMistakes.self) { try testSettings(["DIENST_AGENT_PASSWORD": ""]) }
    }
}
