import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct EdgeTests {
    @Test func `without a token nothing but sign-in and keys is served`() async throws {
        try await withDesk { desk in
            let open = desk.assembly.api.endpoints.filter { $0.access == .anyone }.map(\.path)
            #expect(Set(open) == Set(["/api/v1/sign-in", "/api/v1/sessions", "/api/v1/keys"] + Self.links))
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

    @Test func `a requester can write nothing`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let own = [
                "/api/v1/sessions/{id}", "/api/v1/articles/{id}/vote", "/api/v1/knowledge/suggest",
                "/api/v1/notices/read", "/api/v1/notices/{id}/read", "/api/v1/people/me/preferences",
                "\(RecordAddress.root)/replies", "\(RecordAddress.root)/watch", "\(RecordAddress.root)/attachments",
                "\(RecordAddress.root)/attachments/{attachmentID}",
            ]
            for endpoint in desk.assembly.api.endpoints
            where ![.anyone, .session].contains(endpoint.access) && endpoint.method != .get
                && !own.contains(endpoint.path) && !endpoint.path.hasPrefix("/api/v1/me")
                && !(endpoint.access == .signedIn && Self.asksFor(endpoint.path))
            {
                let path = endpoint.path.replacing("{id}", with: rita.id)
                let reply = try await desk.ask(endpoint.method, path, as: rita.token, "{}")
                #expect(reply.status == 403, "\(endpoint.method) \(path)")
            }
        }
    }

    private static let links = ["/api/v1/approval-links/read", "/api/v1/approval-links/decide"]

    /// What requesters ask for and decide; whose it is, the route looks at.
    private static func asksFor(_ path: String) -> Bool {
        ["/api/v1/requests", "/api/v1/approvals/", "/api/v1/unsupported-requests"].contains { path.hasPrefix($0) }
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
