import Foundation
import HTTPTypes
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct OwnPasswordTests {
    private static func body(_ current: String, _ password: String) throws -> String {
        let both = ["current": current, "password": password]
        return String(decoding: try JSONEncoder().encode(both), as: UTF8.self)
    }

    @Test func `somebody changes their own password by showing the one they have`() async throws {
        try await withDesk { desk in
            let (path, token) = ("/api/v1/me/password", try await desk.agentToken())
            let guess = try Self.body("a wrong guess", "another long password")
            let wrong = try await desk.ask(.post, path, as: token, guess)
            #expect(wrong.status == 422 && wrong["field"] == "current" && wrong["code"] == "wrong_password")
            let short = try await desk.ask(.post, path, as: token, try Self.body(TestDesk.agent.password, "short"))
            #expect(short.status == 422 && short["field"] == "password")
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 200)

            let body = try Self.body(TestDesk.agent.password, "another long password")
            #expect(try await desk.ask(.post, path, as: token, body).status == 204)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 401)
            #expect(try await desk.signIn(TestDesk.agent.name, "another long password").status == 200)
            #expect(try await desk.ask(.post, path, as: nil, body).status == 401)
        }
    }

    @Test func `guessing the present password has to wait`() async throws {
        try await withDesk(["DIENST_SIGN_IN_FAILURES_PER_NAME": "3"]) { desk in
            let (path, token) = ("/api/v1/me/password", try await desk.agentToken())
            let body = try Self.body("a wrong guess", "another long password")
            for _ in 1...3 { #expect(try await desk.ask(.post, path, as: token, body).status == 422) }
            #expect(try await desk.ask(.post, path, as: token, body).status == 429)
        }
    }
}
