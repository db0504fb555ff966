import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import Chassis
@testable import DeskApp

@Suite struct SecondFactorTests {
    private static let key = ["DIENST_SECRET_KEY": "a key of these tests, long enough to seal with"]

    /// The vectors of RFC 6238, appendix B, cut to six digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `codes are those of the standard`(seconds: Int, code: String) {
        let instant = Date(timeIntervalSince1970: Double(seconds))
        let codes = TimeCode(secret: Data("12345678901234567890".utf8))
        #expect(codes.code(of: TimeCode.step(at: instant)) == code)
        #expect(codes.step(matching: code, at: instant.addingTimeInterval(30), after: 0) == seconds / 30)
        #expect(codes.step(matching: code, at: instant.addingTimeInterval(60), after: 0) == nil)
        #expect(codes.step(matching: code, at: instant, after: seconds / 30) == nil)
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
    ])
    func `secrets are written as RFC 4648 has it`(text: String, encoded: String) {
        #expect(Base32.text(Data(text.utf8)) == encoded)
    }

    @Test func `what is sealed opens for its owner and purpose only`() throws {
        let (key, owner) = (SealingKeys(Secret("one key")), UUID())
        let sealed = try key.seal(Data("secret".utf8), for: .secondFactor, of: owner)
        #expect(try key.open(sealed, for: .secondFactor, of: owner) == Data("secret".utf8))
        #expect(throws: SealingKeys.Broken.self) { try key.open(sealed, for: .secondFactor, of: UUID()) }
        #expect(throws: SealingKeys.Broken.self) { try key.open(sealed, for: .signInProvider, of: owner) }
        #expect(throws: SealingKeys.Broken.self) {
            try SealingKeys(Secret("another")).open(sealed, for: .secondFactor, of: owner)
        }
        #expect(throws: SealingKeys.NotConfigured.self) {
            try SealingKeys(nil).open(sealed, for: .secondFactor, of: owner)
        }
    }

    @Test func `with a second factor the password alone is not enough, and a code is good once`() async throws {
        try await withDesk(Self.key) { desk in
            let (codes, recovery) = try await desk.enrol()
            let alone = try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password)
            #expect(alone.status == 401 && alone["code"] == "second_factor_needed")
            #expect(try await desk.signIn(TestDesk.agent.name, "a wrong password").json["code"] == "sign_in_refused")

            try await desk.pass(30)
            let code = codes.code(of: TimeCode.step(at: try await desk.now()))
            #expect(try await desk.enter(code).status == 200)
            #expect(try await desk.enter(code)["code"] == "sign_in_refused")
            #expect(try await desk.enter("000000").status == 401)
            #expect(try await desk.enter(recovery[0].uppercased()).status == 200)
            #expect(try await desk.enter(recovery[0]).status == 401)
        }
    }

    @Test func `guessing codes with the right password has to wait`() async throws {
        try await withDesk(Self.key.merging(["DIENST_SIGN_IN_FAILURES_PER_NAME": "3"]) { $1 }) { desk in
            _ = try await desk.enrol()
            for _ in 1...3 {
                #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 401)
                #expect(try await desk.enter("123456").status == 401)
            }
            #expect(try await desk.enter("123456").status == 429)
        }
    }

    @Test func `it is confirmed by a code, removed by a code, and taken away by an administrator`() async throws {
        try await withDesk(Self.key) { desk in
            let agent = try await desk.agentToken()
            let root = "/api/v1/me/second-factor"
            #expect(try await desk.ask(.post, "\(root)/confirm", as: agent, #"{"code":"123456"}"#).status == 409)
            #expect(try await desk.ask(.post, "\(root)/begin", as: agent).status == 200)
            #expect(try await desk.ask(.post, "\(root)/confirm", as: agent, #"{"code":"123456"}"#).status == 422)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 200)

            let (_, recovery) = try await desk.enrol()
            #expect(try await desk.ask(.post, "\(root)/begin", as: agent)["code"] == "second_factor_on")
            #expect(try await desk.ask(.get, root, as: agent).json["recoveryCodesLeft"] == .number(10))
            #expect(try await desk.ask(.post, "\(root)/remove", as: agent, #"{"code":"123456"}"#).status == 422)
            let body = #"{"code":"\#(recovery[3])"}"#
            #expect(try await desk.ask(.post, "\(root)/remove", as: agent, body).status == 204)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 200)

            _ = try await desk.enrol()
            let id = try #require(try await desk.agentID())
            let reset = "/api/v1/people/\(id)/reset-second-factor"
            #expect(try await desk.ask(.post, reset, as: agent).status == 403)
            #expect(try await desk.ask(.post, reset, as: desk.administratorToken()).status == 204)
            #expect(try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password).status == 200)
        }
    }

    @Test func `staff of whom it is demanded have a requester's rights until they have one`() async throws {
        try await withDesk(Self.key.merging(["DIENST_SECOND_FACTOR_REQUIRED": "staff"]) { $1 }) { desk in
            let before = try await desk.signIn(TestDesk.agent.name, TestDesk.agent.password)
            #expect(before.status == 200 && before.json["needsSecondFactor"] == .boolean(true))
            #expect(try await desk.ask(.get, "/api/v1/contacts", as: before["accessToken"]).status == 403)
            let (codes, _) = try await desk.enrol()
            try await desk.pass(30)
            let after = try await desk.enter(codes.code(of: TimeCode.step(at: try await desk.now())))
            #expect(after.json["needsSecondFactor"] == .boolean(false))
            #expect(try await desk.ask(.get, "/api/v1/contacts", as: after["accessToken"]).status == 200)
        }
    }

    @Test func `without a key to seal with nothing is begun`() async throws {
        try await withDesk { desk in
            let reply = try await desk.ask(.post, "/api/v1/me/second-factor/begin", as: desk.agentToken())
            #expect(reply.status == 409 && reply["code"] == "not_configured")
        }
    }
}

extension TestDesk {
    /// Sets the agent's second factor up; answers how its codes are made, and the recovery codes.
    fileprivate func enrol() async throws -> (codes: TimeCode, recovery: [String]) {
        let agent = try #require(try await signIn(Self.agent.name, Self.agent.password)["accessToken"])
        let begun = try await ask(.post, "/api/v1/me/second-factor/begin", as: agent)
        #expect(begun["address"]?.hasPrefix("otpauth://totp/Dienst:Axel%20Agent?secret=") == true)
        let codes = TimeCode(secret: Self.bytes(base32: try #require(begun["secret"])))
        let code = codes.code(of: TimeCode.step(at: try await now()))
        let confirmed = try await ask(
            .post, "/api/v1/me/second-factor/confirm", as: agent, #"{"code":"\#(code)"}"#)
        guard case .list(let list)? = confirmed.json["recoveryCodes"] else {
            Issue.record("no recovery codes: \(confirmed)")
            return (codes, [])
        }
        return (codes, list.compactMap { if case .text(let text) = $0 { text } else { nil } })
    }

    fileprivate func enter(_ code: String) async throws -> Reply {
        let body = ["name": Self.agent.name, "password": Self.agent.password, "code": code]
        return try await ask(
            .post, "/api/v1/sign-in", as: nil, String(decoding: try JSONEncoder().encode(body), as: UTF8.self))
    }

    fileprivate func agentID() async throws -> String? {
        let people = try await ask(.get, "/api/v1/people?q=Axel", as: administratorToken())
        if case .text(let id)? = people.items.first?["id"] { return id }
        return nil
    }

    fileprivate func now() async throws -> Date { try await database.transaction { try $0.now } }

    /// As an authenticator application reads it.
    private static func bytes(base32 text: String) -> Data {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (data, buffer, bits) = (Data(), 0, 0)
        for character in text {
            buffer = (buffer << 5 | (alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                data.append(UInt8(buffer >> bits & 0xFF))
            }
        }
        return data
    }
}
