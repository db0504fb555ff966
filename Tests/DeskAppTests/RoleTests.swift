import Foundation
import HTTPTypes
import Records
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct RoleTests {
    @Test func `a role that an administrator made adds to a person's rights at the next sign-in`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: token)
            #expect(try await desk.ask(.get, "/api/v1/roles", as: rita.token).status == 403)
            let role = try await desk.role("Registrar", #"{"people.read":"all","people.manage":"all"}"#, as: token)
            let given = try await desk.ask(
                .post, "/api/v1/people/\(rita.id)/change-roles", as: token,
                #"{"roles":["requester"],"customRoles":["\#(role)"]}"#)
            #expect(given.status == 200 && given.json["customRoles"] == [.text(role)])
            let signedIn = try await desk.signIn("Rita", "a password of Rita!")
            let fresh = try #require(signedIn["accessToken"])
            #expect(signedIn.json["person"]?["grants"]?["people.manage"] == "all")
            #expect(try await desk.ask(.get, "/api/v1/roles", as: fresh).status == 200)
            #expect(try await desk.ask(.post, "/api/v1/roles/\(role)/deactivate", as: token).status == 200)
            let later = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
            #expect(try await desk.ask(.get, "/api/v1/roles", as: later).status == 403)
        }
    }

    @Test func `nobody gives what they do not hold, nor takes over who holds more`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let role = try await desk.role(
                "Registrar", #"{"people.read":"all","people.manage":"all","roles.manage":"all"}"#, as: token)
            let rita = try await desk.requester("Rita", as: token)
            let agent = try #require(
                try await desk.ask(.get, "/api/v1/people?agent=true&administrator=false", as: token).items.first?["id"])
            guard case .text(let agentID) = agent else { return #expect(Bool(false), "no id") }
            _ = try await desk.ask(
                .post, "/api/v1/people/\(rita.id)/change-roles", as: token,
                #"{"roles":["requester"],"customRoles":["\#(role)"]}"#)
            let registrar = try #require(try await desk.signIn("Rita", "a password of Rita!")["accessToken"])
            for (path, body) in [
                ("people/\(rita.id)/change-roles", #"{"roles":["administrator"]}"#),
                ("people/\(agentID)/change-roles", #"{"roles":["requester"]}"#),
                ("people/\(agentID)/password", #"{"password":"taken over by me"}"#),
                ("people", #"{"name":"Puppet","roles":["agent"]}"#),
                ("roles", #"{"name":"Seer","grants":{"incidents.read":"all"}}"#),
            ] {
                let reply = try await desk.ask(.post, "/api/v1/\(path)", as: registrar, body)
                #expect(reply.status == 403 && reply["code"] == "grant_exceeds_own", "\(path): \(reply)")
            }
            let made = try await desk.ask(.post, "/api/v1/people", as: registrar, #"{"name":"New"}"#)
            #expect(made.status == 201)
            let own = try await desk.ask(
                .post, "/api/v1/roles", as: registrar, #"{"name":"Reader","grants":{"people.read":"all"}}"#)
            #expect(own.status == 201)
        }
    }

    @Test(arguments: [
        (#"{"name":"agent","grants":{"incidents.read":"team"}}"#, "name", "name_taken"),
        (#"{"name":"A","grants":{}}"#, "grants", "empty"),
        (#"{"name":"A","grants":{"time.travel":"all"}}"#, "grants.time.travel", "unknown_action"),
        (#"{"name":"A","grants":{"incidents.read":"galaxy"}}"#, "grants.incidents.read", "unknown_reach"),
        (#"{"name":"A","grants":{"roles.manage":"team"}}"#, "grants.roles.manage", "reach_meaningless"),
    ])
    func `a role that makes no sense is refused with its field`(body: String, field: String, code: String) async throws
    {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/roles", as: desk.administratorToken(), body)
            #expect(reply.status == 422 && reply["field"] == field && reply["code"] == code, "\(reply)")
        }
    }

    @Test func `all permissions are listed, with what the suite's own roles grant`() async throws {
        try await withDesk { desk in
            let rita = try await desk.requester("Rita", as: desk.administratorToken())
            let reply = try await desk.ask(.get, "/api/v1/permissions", as: rita.token)
            guard case .list(let actions)? = reply.json["actions"], case .list(let roles)? = reply.json["roles"] else {
                return #expect(Bool(false), "no lists")
            }
            #expect(actions.count == Action.allCases.count && roles.count == Role.allCases.count)
        }
    }
}

extension TestDesk {
    func role(_ name: String, _ grants: String, as token: String) async throws -> String {
        try #require(
            try await ask(.post, "/api/v1/roles", as: token, #"{"name":"\#(name)","grants":\#(grants)}"#)["id"])
    }
}
