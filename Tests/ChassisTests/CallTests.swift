import Chassis
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Records
import Testing

@Suite struct CallTests {
    private let id = UUID().uuidString.lowercased()

    @Test func `without a token nobody is served, and the answer says how to sign in`() async throws {
        for method in [HTTPRequest.Method.get, .delete] {
            let response = try await Desk.ask(method, "/api/v1/notes/1")
            #expect(try response.problem().code == "sign_in_needed")
            #expect(response.headers[.wwwAuthenticate] == #"Bearer realm="dienst""#)
        }
        let basic = try await Desk.ask(.get, "/api/v1/notes/1", ["Authorization": "Basic YTpi"])
        #expect(try basic.problem().status == 401)
    }

    @Test func `a refused token is 401 and says so`() async throws {
        let response = try await Desk.ask(.get, "/api/v1/notes/1", as: "nobody")
        #expect(try response.problem().code == "token_refused")
        #expect(response.headers[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
    }

    @Test func `before the keys are known the caller is asked to come back`() async throws {
        #expect(try await Desk.ask(.get, "/api/v1/notes/1", as: "early").problem().status == 503)
    }

    @Test func `every endpoint serves exactly those who may`() async throws {
        for endpoint in Desk.api().endpoints {
            let uri = endpoint.path.replacing("{number}", with: "1").replacing("{id}", with: id)
            for role in Role.allCases {
                let status = try await Desk.ask(endpoint.method, uri, as: role.rawValue, body: "{}").status.code
                let isRefused = status == 401 || status == 403
                switch endpoint.access {
                case .session: break  // the service checks its cookie itself
                case .anyone, .signedIn: #expect(!isRefused, "\(endpoint.method) \(uri) as \(role)")
                case .may(let action):
                    #expect((status == 403) == (Grants.of(role)[action] == nil), "\(endpoint.method) \(uri) as \(role)")
                case .staff:
                    #expect((status == 403) == (role == .requester), "\(endpoint.method) \(uri) as \(role)")
                }
            }
        }
    }

    @Test func `a refusal names the permission`() async throws {
        let problem = try await Desk.ask(.delete, "/api/v1/notes/1", as: "agent").problem()
        #expect(problem.detail == "This needs the permission settings.manage.")
    }

    @Test func `the path is decoded and its ids are checked`() async throws {
        #expect(try await Desk.ask(.get, "/api/v1/notes/a%20b%2Fc", as: "agent").json(Desk.Told.self).name == "a b/c")
        #expect(try await Desk.ask(.get, "/api/v1/notes/a%00b", as: "agent").problem().field == "number")
        #expect(try await Desk.ask(.post, "/api/v1/rooms/7/close", as: "agent").problem().field == "id")
    }

    @Test func `parameters that are not declared, or missing, are refused`() async throws {
        #expect(try await Desk.ask(.get, "/api/v1/notes/1?verbose=1", as: "agent").problem().field == "verbose")
        #expect(try await Desk.ask(.get, "/api/v1/fail").problem().field == "how")
    }

    @Test func `the version is read from If-Match and told as ETag`() async throws {
        let read = try await Desk.ask(.get, "/api/v1/notes/1", as: "agent")
        #expect(read.headers[.eTag] == "\"7\"")
        let close = "/api/v1/rooms/\(id)/close"
        for (tag, version) in [("\"12\"", 12), ("*", nil)] {
            let told = try await Desk.ask(.post, close, as: "agent", ["If-Match": tag]).json(Desk.Told.self)
            #expect(told.expected == version)
        }
        for bad in ["7", "\"\"", "\"x\"", "W/\"7\"", "\"1\", \"2\"", "\"99999999999999999999\""] {
            let problem = try await Desk.ask(.post, close, as: "agent", ["If-Match": bad]).problem()
            #expect(problem.status == 400 && problem.field == "If-Match", "\(bad)")
        }
    }

    @Test func `an endpoint may insist on a version`() async throws {
        #expect(try await Desk.ask(.delete, "/api/v1/notes/1", as: "administrator").problem().status == 428)
        let done = try await Desk.ask(.delete, "/api/v1/notes/1", as: "administrator", ["If-Match": "\"1\""])
        #expect(done.status == .noContent && done.body.readableBytes == 0)
    }

    @Test func `correlation and trace are taken over when they are well formed`() async throws {
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let close = "/api/v1/rooms/\(id)/close"
        let good = try await Desk.ask(.post, close, as: "agent", ["X-Correlation-ID": "a-1", "traceparent": trace])
        #expect(try good.json(Desk.Told.self).correlation == "a-1")
        #expect(try good.json(Desk.Told.self).traceparent == trace)
        let bad = try await Desk.ask(.post, close, as: "agent", ["X-Correlation-ID": "a b", "traceparent": "00-x"])
        let told = try bad.json(Desk.Told.self)
        #expect(UUID(uuidString: told.correlation) != nil)
        #expect(told.traceparent.count == 55)
        #expect(try bad.headers[#require(HTTPField.Name("X-Correlation-ID"))] == told.correlation)
    }

    @Test func `an idempotency key is checked`() async throws {
        let close = "/api/v1/rooms/\(id)/close"
        let good = try await Desk.ask(.post, close, as: "agent", ["Idempotency-Key": "k-1"])
        #expect(try good.json(Desk.Told.self).key == "k-1")
        let bad = try await Desk.ask(.post, close, as: "agent", ["Idempotency-Key": "a b"])
        #expect(try bad.problem().field == "Idempotency-Key")
    }

    @Test func `a page always says whether there is more`() async throws {
        let page = try await Desk.ask(.get, "/api/v1/notes?mood=calm,loud", as: "agent")
        #expect(String(buffer: page.body) == #"{"items":[],"next":null}"#)
        let more = try await Desk.ask(.get, "/api/v1/notes?limit=1", as: "agent")
        #expect(String(buffer: more.body).contains(#""next":"more""#))
    }

    @Test func `a head request has the answer's head alone`() async throws {
        let response = try await Desk.ask(.head, "/api/v1/notes/1", as: "agent")
        #expect(response.status == .ok)
        #expect(response.headers[.eTag] == "\"7\"")
        #expect(response.body.readableBytes == 0)
    }
}
