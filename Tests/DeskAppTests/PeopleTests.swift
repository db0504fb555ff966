import Contracts
import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct PeopleTests {
    @Test func `a person is defined, announced without personal data, and read back`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let team = try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"Databases"}"#)
            let teamID = try #require(team["id"])
            let defined = try await desk.ask(
                .post, "/api/v1/people", as: token,
                #"{"name":"Åse Berg","signInName":"aase","mail":"aase@berg.example","roles":["agent"],"teams":["\#(teamID)"]}"#
            )
            #expect(defined.status == 201)
            #expect(defined.headers[.eTag] == "\"1\"")
            let read = try await desk.ask(.get, try #require(defined.headers[.location]), as: token)
            #expect(read["mail"] == "aase@berg.example" && read.json["roles"] == ["agent"])
            let told = try #require(try await desk.sent(PersonAnnounced.self).last)
            #expect(told.name == "Åse Berg" && told.active && told.facts == ["defined"])
            #expect(told.teams.map { UUID?($0) } == [UUID(uuidString: teamID)])
        }
    }

    @Test func `a requester sees names of those in use, and may ask no more`() async throws {
        try await withDesk { desk in
            let administrator = try await desk.administratorToken()
            let rita = try await desk.requester("Rita", as: administrator)
            let gone = try await desk.requester("Gone", as: administrator)
            _ = try await desk.ask(.post, "/api/v1/people/\(gone.id)/deactivate", as: administrator)
            let list = try await desk.ask(.get, "/api/v1/people?q=a", as: rita.token)
            #expect(list.items.compactMap { $0["name"] } == ["Ada Admin", "Axel Agent", "Rita"])
            #expect(list.items.first?["roles"] == nil && list.items.first?["signInName"] == nil)
            for question in ["administrator=true", "state=active", "sort=-definedAt"] {
                #expect(try await desk.ask(.get, "/api/v1/people?\(question)", as: rita.token).status == 403)
            }
            let journal = "/api/v1/people/\(rita.id)/journal"
            #expect(try await desk.ask(.get, journal, as: rita.token).status == 403)
            #expect(
                try await desk.ask(.get, journal, as: administrator).items.map { $0["fact"] } == [
                    "defined", "passwordSet",
                ])
        }
    }

    @Test func `two people cannot sign in by one name`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let reply = try await desk.ask(.post, "/api/v1/people", as: token, #"{"name":"ADA ADMIN"}"#)
            #expect(reply.status == 409 && reply["code"] == "name_taken")
            let other = try await desk.ask(
                .post, "/api/v1/people", as: token, #"{"name":"Ada Admin","signInName":"ada2"}"#)
            #expect(other.status == 201)
        }
    }

    @Test func `a revision needs the version read, and the loser is told what happened`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let defined = try await desk.ask(
                .post, "/api/v1/people", as: token, #"{"name":"Rita","mail":"rita@x.example"}"#)
            let path = try #require(defined.headers[.location])
            #expect(try await desk.ask(.patch, path, as: token, #"{"name":"Rita B"}"#).status == 428)
            let first = try await desk.ask(
                .patch, path, as: token, #"{"name":"Rita B"}"#, headers: [.ifMatch: "\"1\""])
            #expect(first.status == 200 && first["mail"] == "rita@x.example" && first["signInName"] == "Rita")
            let late = try await desk.ask(.patch, path, as: token, #"{"mail":null}"#, headers: [.ifMatch: "\"1\""])
            #expect(late.status == 412 && late.json["since"] == ["revised"])
            let cleared = try await desk.ask(.patch, path, as: token, #"{"mail":null}"#, headers: [.ifMatch: "\"2\""])
            #expect(cleared.status == 200 && cleared["mail"] == nil && cleared["name"] == "Rita B")
        }
    }

    @Test func `the suite keeps an administrator`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let list = try await desk.ask(.get, "/api/v1/people?administrator=true", as: token)
            guard case .text(let id)? = list.items.first?["id"] else { return #expect(Bool(false), "no administrator") }
            let deactivated = try await desk.ask(.post, "/api/v1/people/\(id)/deactivate", as: token)
            #expect(deactivated.status == 409 && deactivated["code"] == "last_administrator")
            let moved = try await desk.ask(
                .post, "/api/v1/people/\(id)/change-roles", as: token, #"{"roles":["agent"]}"#)
            #expect(moved.status == 409 && moved["code"] == "last_administrator")
        }
    }

    @Test func `roles and teams are changed by commands`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let person = try await desk.requester("Rita", as: token)
            let team = try #require(try await desk.ask(.post, "/api/v1/teams", as: token, #"{"name":"Desk"}"#)["id"])
            let path = "/api/v1/people/\(person.id)"
            let roles = try await desk.ask(
                .post, "\(path)/change-roles", as: token, #"{"roles":["manager","agent","agent"]}"#)
            #expect(roles.json["roles"] == ["agent", "manager"])
            let none = try await desk.ask(.post, "\(path)/change-roles", as: token, #"{"roles":[]}"#)
            #expect(none.status == 422 && none["field"] == "roles")
            let stranger = try await desk.ask(
                .post, "\(path)/join-team", as: token, #"{"team":"\#(UUID().uuidString)"}"#)
            #expect(stranger.status == 422 && stranger["field"] == "team")
            let joined = try await desk.ask(.post, "\(path)/join-team", as: token, #"{"team":"\#(team)"}"#)
            #expect(joined.status == 200 && joined.headers[.eTag] == "\"4\"")
            let left = try await desk.ask(.post, "\(path)/leave-team", as: token, #"{"team":"\#(team)"}"#)
            #expect(left.json["teams"] == [])
            let journal = try await desk.ask(.get, "\(path)/journal", as: token)
            #expect(
                journal.items.map { $0["fact"] } == [
                    "defined", "passwordSet", "rolesChanged", "joinedTeam", "leftTeam",
                ])
            #expect(try await desk.ask(.get, "\(path)/why", as: token).status == 200)
        }
    }

    @Test func `a repeated request with the same key defines one person`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let key = try #require(HTTPField.Name("Idempotency-Key"))
            var ids: Set<String?> = []
            for _ in 1...2 {
                let reply = try await desk.ask(
                    .post, "/api/v1/people", as: token, #"{"name":"Rita"}"#, headers: [key: "once"])
                #expect(reply.status == 201)
                ids.insert(reply["id"])
            }
            #expect(ids.count == 1)
        }
    }

    @Test(arguments: [
        (#"{"name":""}"#, "name"), (#"{"name":"a\u0007b"}"#, "name"), (#"{"name":"A","mail":"nobody"}"#, "mail"),
        (#"{"name":"A","roles":["king"]}"#, "roles.0"), (#"{"name":"A","salary":1}"#, "salary"), (#"{}"#, "name"),
        (#"{"name":"A","teams":["6f1c0c8e-0000-7000-8000-000000000000"]}"#, "teams"),
    ])
    func `bad input is refused with its field and nothing is written`(body: String, field: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/people", as: desk.administratorToken(), body)
            #expect(reply.status == 422 && reply["field"] == field, "\(reply)")
            #expect(try await desk.sent(PersonAnnounced.self).count == 2)
        }
    }
}
