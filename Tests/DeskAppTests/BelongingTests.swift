import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct BelongingTests {
    @Test func `where a person belongs is kept, and told only to staff and themselves`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let boss = try await desk.requester("Boss", as: token)
            let rita = try await desk.requester("Rita", as: token)
            let revised = try await desk.ask(
                .patch, "/api/v1/people/\(rita.id)", as: token,
                #"{"manager":"\#(boss.id)","costOwner":"\#(boss.id)","language":"nb","zone":"Europe/Oslo","vip":true}"#,
                headers: [.ifMatch: "\"2\""])
            #expect(revised.status == 200 && revised["language"] == "nb" && revised["zone"] == "Europe/Oslo")
            #expect(revised["manager"] == boss.id.uppercased() && revised.json["vip"] == true)
            #expect(try await desk.ask(.get, "/api/v1/people/\(rita.id)", as: rita.token)["language"] == "nb")
            let seen = try await desk.ask(.get, "/api/v1/people/\(rita.id)", as: boss.token)
            #expect(seen["name"] == "Rita" && seen["manager"] == nil && seen["zone"] == nil)
            let cleared = try await desk.ask(
                .patch, "/api/v1/people/\(rita.id)", as: token, #"{"manager":null,"vip":false}"#,
                headers: [.ifMatch: "\"3\""])
            #expect(cleared["manager"] == nil && cleared.json["vip"] == nil && cleared["zone"] == "Europe/Oslo")
        }
    }

    @Test(arguments: [
        (#"{"name":"A","zone":"Mars/Base"}"#, "zone"), (#"{"name":"A","zone":"CET"}"#, "zone"),
        (#"{"name":"A","language":"tlh"}"#, "language"),
        (#"{"name":"A","manager":"6f1c0c8e-0000-7000-8000-000000000000"}"#, "manager"),
        (#"{"name":"A","costOwner":"6f1c0c8e-0000-7000-8000-000000000000"}"#, "costOwner"),
    ])
    func `a belonging that makes no sense is refused with its field`(body: String, field: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/people", as: desk.administratorToken(), body)
            #expect(reply.status == 422 && reply["field"] == field, "\(reply)")
        }
    }
}
