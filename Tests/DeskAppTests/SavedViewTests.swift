import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct SavedViewTests {
    private static let mine = #"{"name":"Unassigned","list":"/api/v1/incidents","query":"assignee=none"}"#

    @Test func `a private view is its owner's alone, a shared one everybody's on the staff`() async throws {
        try await withDesk { desk in
            let (agent, administrator) = (try await desk.agentToken(), try await desk.administratorToken())
            let view = try await desk.ask(.post, "/api/v1/views", as: agent, Self.mine)
            #expect(view.status == 201 && view["sharing"] == "me")
            let path = "/api/v1/views/\(try #require(view["id"]))"
            #expect(try await desk.ask(.get, path, as: administrator).status == 404)
            #expect(try await desk.ask(.post, "\(path)/retire", as: administrator).status == 404)
            #expect(try await desk.ask(.get, "/api/v1/views", as: administrator).items.isEmpty)
            let shared = try await desk.ask(
                .patch, path, as: agent, #"{"sharing":"everyone"}"#, headers: [.ifMatch: "\"1\""])
            #expect(shared.status == 200)
            #expect(
                try await desk.ask(.get, "/api/v1/views?list=/api/v1/incidents", as: administrator).items.count == 1)
            let rita = try await desk.requester("Rita", as: administrator)
            #expect(try await desk.ask(.get, "/api/v1/views", as: rita.token).status == 403)
            #expect(try await desk.ask(.post, "\(path)/retire", as: agent)["state"] == "retired")
            #expect(try await desk.ask(.get, "/api/v1/views", as: agent).items.isEmpty)
        }
    }

    @Test func `a shared view counts for each what its list shows them`() async throws {
        try await withDesk { desk in
            let (agent, administrator) = (try await desk.agentToken(), try await desk.administratorToken())
            let rita = try await desk.requester("Rita", as: administrator)
            for count in 1...3 {
                _ = try await desk.ask(
                    .post, "/api/v1/contacts", as: count == 1 ? administrator : agent,
                    #"{"channel":"phone","person":"\#(rita.id)","summary":"It is slow"}"#)
            }
            let body =
                #"{"name":"By phone","list":"/api/v1/contacts","query":"channel=phone","sharing":"everyone"}"#
            let view = try await desk.ask(.post, "/api/v1/views", as: agent, body)
            let path = "/api/v1/views/\(try #require(view["id"]))"
            for token in [agent, administrator] {
                let seen = try await desk.ask(.get, path, as: token)
                let (list, query) = (try #require(seen["list"]), try #require(seen["query"]))
                let listed = try await desk.ask(.get, "\(list)?\(query)", as: token).items.count
                let counted = try await desk.ask(.get, "\(list)/count?\(query)", as: token)
                #expect(counted.json["count"] == .number(listed) && listed == 3)
            }
            let stale = try await desk.ask(
                .patch, path, as: agent, #"{"name":"Calls"}"#, headers: [.ifMatch: "\"7\""])
            #expect(stale.status == 412)
            #expect(try await desk.ask(.patch, path, as: agent, #"{"name":"Calls"}"#).status == 428)
        }
    }

    @Test func `only teams one belongs to can be given a view`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let team = try #require(
                try await desk.ask(.post, "/api/v1/teams", as: administrator, #"{"name":"Network"}"#)["id"])
            let body = #"{"name":"Ours","list":"/api/v1/incidents","sharing":"teams","teams":["\#(team)"]}"#
            let refused = try await desk.ask(.post, "/api/v1/views", as: desk.agentToken(), body)
            #expect(refused.status == 422 && refused["field"] == "teams")
            #expect(try await desk.ask(.post, "/api/v1/views", as: administrator, body).status == 201)
            #expect(try await desk.ask(.get, "/api/v1/views", as: desk.agentToken()).items.isEmpty)
        }
    }
}
