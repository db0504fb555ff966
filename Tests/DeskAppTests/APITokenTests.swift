import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct APITokenTests {
    @Test func `a token is shown once, exchanged for an access token, and is for no more than it says`() async throws {
        try await withDesk { desk in
            let admin = try await desk.administratorToken()
            let made = try await desk.apiToken(#"["people.read","people.manage"]"#, as: admin)
            let entered = try await desk.ask(.post, "/api/v1/access-tokens", as: made.token)
            let access = try #require(entered["accessToken"])
            #expect(try await desk.ask(.get, "/api/v1/people", as: access).status == 200)
            #expect(try await desk.ask(.post, "/api/v1/keys/rotate", as: access).status == 403)
            #expect(try await desk.ask(.get, "/api/v1/contacts", as: access).status == 403)

            let list = try await desk.ask(.get, "/api/v1/me/api-tokens", as: admin)
            #expect(list.items.count == 1 && !"\(list.json)".contains(made.token))
            #expect(list.items.first?["lastUsedAt"] != nil)
            #expect(try await desk.ask(.delete, "/api/v1/me/api-tokens/\(made.id)", as: admin).status == 204)
            #expect(try await desk.ask(.post, "/api/v1/access-tokens", as: made.token).status == 401)
        }
    }

    @Test func `nobody gets a token for what they may not do, nor one for ever`() async throws {
        try await withDesk { desk in
            let agent = try await desk.agentToken()
            let day = Date().addingTimeInterval(86_400).formatted(.iso8601)
            let years = Date().addingTimeInterval(86_400 * 400).formatted(.iso8601)
            let past = Date().addingTimeInterval(-60).formatted(.iso8601)
            for (scope, expiry, field) in [
                (#"["people.manage"]"#, day, "scope"), (#"["everything"]"#, day, "scope"), ("[]", day, "scope"),
                (#"["incidents.read"]"#, years, "expiresAt"), (#"["incidents.read"]"#, past, "expiresAt"),
            ] {
                let body = #"{"name":"x","scope":\#(scope),"expiresAt":"\#(expiry)"}"#
                let reply = try await desk.ask(.post, "/api/v1/me/api-tokens", as: agent, body)
                #expect(reply.status == 422 && reply["field"] == field, "\(reply)")
            }
        }
    }

    @Test func `a token dies with its time, with its person, and by an administrator's hand`() async throws {
        try await withDesk { desk in
            let (admin, agent) = (try await desk.administratorToken(), try await desk.agentToken())
            let first = try await desk.apiToken(nil, as: agent)
            #expect(try await desk.ask(.post, "/api/v1/access-tokens", as: first.token).status == 200)
            #expect(try await desk.ask(.delete, "/api/v1/api-tokens/\(first.id)", as: agent).status == 403)
            #expect(try await desk.ask(.delete, "/api/v1/api-tokens/\(first.id)", as: admin).status == 204)
            #expect(try await desk.ask(.post, "/api/v1/access-tokens", as: first.token).status == 401)

            let second = try await desk.apiToken(nil, as: agent)
            try await desk.pass(7 * 86_400)
            #expect(try await desk.ask(.post, "/api/v1/access-tokens", as: second.token).status == 401)
        }
    }
}

extension TestDesk {
    /// A new API token, good for a day.
    func apiToken(_ scope: String?, as token: String) async throws -> (id: String, token: String) {
        let expiry = Date().addingTimeInterval(86_400).formatted(.iso8601)
        let body = #"{"name":"test","scope":\#(scope ?? "null"),"expiresAt":"\#(expiry)"}"#
        let made = try await ask(.post, "/api/v1/me/api-tokens", as: token, body)
        #expect(made.status == 201)
        return (try #require(made["id"]), try #require(made["token"]))
    }
}
