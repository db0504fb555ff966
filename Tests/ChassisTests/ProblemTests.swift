import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct ProblemTests {
    @Test(arguments: [
        ("rejection", 409, "closed"), ("invalid", 422, "invalid"), ("missing", 404, "not_found"),
        ("stale", 412, "stale_version"), ("busy", 503, "unavailable"), ("broken", 500, "internal"),
        ("strange", 500, "internal"),
    ])
    func `each kind of error has its status and code`(how: String, status: Int, code: String) async throws {
        let response = try await Desk.ask(.get, "/api/v1/fail?how=\(how)")
        let problem = try response.problem()
        #expect(problem.status == status)
        #expect(problem.code == code)
        #expect((response.headers[.retryAfter] != nil) == (status == 503))
    }

    @Test func `what went wrong inside is never told`() async throws {
        for how in ["busy", "broken", "strange"] {
            let detail = try await Desk.ask(.get, "/api/v1/fail?how=\(how)").problem().detail
            for word in ["SELECT", "syntax", "/srv", "Error", "Optional"] { #expect(!detail.contains(word)) }
        }
    }

    @Test func `a server error says where it is logged`() async throws {
        let response = try await Desk.ask(.get, "/api/v1/fail?how=strange", ["X-Correlation-ID": "case-7"])
        #expect(try response.problem().detail == "Something went wrong here; it is logged under case-7.")
    }

    @Test func `a stale version says what has happened since`() async throws {
        let response = try await Desk.ask(.get, "/api/v1/fail?how=stale")
        #expect(response.headers[.eTag] == "\"5\"")
        #expect(try response.problem().since == ["assigned", "resolved"])
        #expect(try response.problem().current == 5)
    }

    @Test func `an unknown address is a problem document too`() async throws {
        #expect(try await Desk.ask(.get, "/api/v1/nothing").problem().status == 404)
    }

    @Test func `a known address with another method says what it takes`() async throws {
        let response = try await Desk.ask(.put, "/api/v1/notes/7", body: "{}")
        #expect(try response.problem().status == 405)
        #expect(response.headers[.allow] == "DELETE, GET")
    }

    @Test func `every answer carries the security headers`() async throws {
        for uri in ["/api/v1/notes/1", "/api/v1/nothing", "/health/live", "/openapi.json"] {
            let headers = try await Desk.ask(.get, uri, as: "agent").headers
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.cacheControl] == "no-store")
            #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        }
    }
}
