import Contracts
import Foundation
import HTTPTypes
import Postgres
import Records
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct SignInTests {
    @Test func `name and password open the door`() async throws {
        try await withDesk { desk in
            let reply = try await desk.signIn(TestDesk.administrator.name, TestDesk.administrator.password)
            #expect(reply.status == 200)
            #expect(reply.json["person"]?["name"] == "Ada Admin")
            let expires = try #require(reply["expiresAt"].flatMap(WireTime.date))
            #expect(abs(expires.timeIntervalSinceNow - 900) < 60)
            let people = try await desk.ask(.get, "/api/v1/people", as: reply["accessToken"])
            #expect(people.status == 200 && people.items.count == 2)
        }
    }

    @Test func `a name is the same however it is typed`() async throws {
        try await withDesk { desk in
            let reply = try await desk.signIn("  ada ADMIN ", TestDesk.administrator.password)
            #expect(reply.status == 200)
        }
    }

    @Test func `every refusal is the same`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let gone = try await desk.requester("Greta Gone", as: token)
            _ = try await desk.ask(.post, "/api/v1/people/\(gone.id)/deactivate", as: token)
            _ = try await desk.ask(.post, "/api/v1/people", as: token, #"{"name":"Nora New"}"#)
            for (name, password) in [
                ("Nobody", "whatever it may be"), ("Ada Admin", "not her password"),
                ("Greta Gone", "a password of Greta Gone!"), ("Nora New", "she has none yet"), ("", ""),
            ] {
                let reply = try await desk.signIn(name, password)
                #expect(reply.status == 401)
                #expect(reply["code"] == "sign_in_refused")
                #expect(reply["detail"] == "Name and password do not fit, or may not sign in.")
            }
        }
    }

    @Test func `guessing at a name has to wait, whoever knows the password`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_NAME": "3"]) { desk in
            for _ in 1...3 { #expect(try await desk.signIn("Ada Admin", "a wrong password").status == 401) }
            let refused = try await desk.signIn("ada admin", TestDesk.administrator.password)
            #expect(refused.status == 429)
            #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...300).contains($0) } == true)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 200)
            try await desk.pass(301)
            #expect(try await desk.signIn("Ada Admin", TestDesk.administrator.password).status == 200)
            #expect(try await desk.signIn("Ada Admin", "a wrong password").status == 401)
        }
    }

    @Test func `guesses at the same instant are counted too`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_NAME": "4"]) { desk in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...12 { group.addTask { try await desk.signIn("Ada Admin", "a wrong password").status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 401 }.count == 4)
            #expect(statuses.filter { $0 == 429 }.count == 8)
        }
    }

    @Test func `guessing at many names from one address has to wait`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_ADDRESS": "3"]) { desk in
            var statuses: [Int] = []
            for guess in 1...4 {
                statuses.append(try await desk.signIn("Guess \(guess)", "a password", from: "203.0.113.9").status)
            }
            statuses.append(try await desk.signIn("Guess 4", "a password", from: "2001:db8::1").status)
            #expect(statuses == [401, 401, 401, 429, 401])
        }
    }

    @Test func `good sign-ins from one address are not counted`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_ADDRESS": "2"]) { desk in
            for _ in 1...4 {
                _ = try await desk.agentToken()
            }
        }
    }

    @Test func `a hash made with older parameters is replaced at the next sign-in`() async throws {
        try await withDesk { desk in
            let weak = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$QOKF1iG70GOhZX71bkTGoINw9zqSjKFirULQQtMxBVI"
            _ = try await desk.database.transaction { try $0.execute("UPDATE credential SET password_hash = \(weak)") }
            for _ in 1...2 { #expect(try await desk.signIn("Ada Admin", "correct horse battery").status == 200) }
            let hashes: [String] = try await desk.database.transaction { tx in
                try tx.query("SELECT password_hash FROM credential ORDER BY 1") { try $0.value("password_hash") }
            }
            #expect(hashes.filter { $0.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") }.count == 1)
            #expect(hashes.contains(weak))
        }
    }

    @Test func `a password and its hash stand in no journal and no message`() async throws {
        try await withDesk { desk in
            _ = try await desk.requester("Rita", as: desk.administratorToken())
            let told: [String] = try await desk.database.transaction { tx in
                try tx.query(
                    "SELECT convert_from(body, 'UTF8') AS text FROM outbox UNION ALL SELECT fact::text FROM journal"
                ) {
                    try $0.value("text")
                }
            }
            #expect(!told.isEmpty)
            #expect(
                !told.contains { $0.contains("argon2") || $0.contains("a password of") || $0.contains("the first") })
        }
    }

    @Test(arguments: [
        #"{"name":"Ada"}"#, #"{"name":"Ada","password":7}"#, #"{"name":"Ada","password":"x","role":"administrator"}"#,
    ])
    func `a sign-in of another shape is refused with its field`(body: String) async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/sign-in", as: nil, body)
            #expect(reply.status == 422)
            #expect(["password", "role"].contains(reply["field"]))
        }
    }

    @Test func `a weak password is refused`() async throws {
        try await withDesk { desk in
            let token = try await desk.administratorToken()
            let person = try await desk.ask(.post, "/api/v1/people", as: token, #"{"name":"Wim"}"#)
            let path = "/api/v1/people/\(try #require(person["id"]))/password"
            let reply = try await desk.ask(.post, path, as: token, #"{"password":"short"}"#)
            #expect(reply.status == 422 && reply["field"] == "password" && reply["code"] == "too_short")
        }
    }
}
