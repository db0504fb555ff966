import Chassis
import Contracts
import Foundation
import JWTKit
import Records
import Synchronization
import Testing

@Suite struct TokenTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let anna = Principal(
        id: UUID(), name: "Anna Ångström", roles: [.agent, .manager], teams: [UUID()], organisation: UUID())

    private func issuer() async throws -> TokenIssuer {
        try await TokenIssuer(privateKeyPEM: TokenIssuer.generate().pem.value, now: { Self.now })
    }

    private func verifier(_ keys: PublishedKey..., after seconds: TimeInterval = 0) async throws -> TokenVerifier {
        let verifier = TokenVerifier { Self.now.addingTimeInterval(seconds) }
        try await verifier.replaceKeys(keys)
        return verifier
    }

    /// A token put together by hand, as somebody would who has no key.
    private func forged(header: String, signature: String = "", like token: String) -> String {
        let payload = token.split(separator: ".")[1]
        let text = Data(header.utf8).base64EncodedString().replacing("=", with: "")
        return "\(text).\(payload).\(signature)"
    }

    @Test func `a token carries who it stands for`() async throws {
        let issuer = try await issuer()
        let token = try await issuer.issue(for: Self.anna, lifetime: .seconds(600))
        #expect(try await verifier(issuer.published).verify(token) == Self.anna)
    }

    @Test func `a token is good until a minute after its end and no longer`() async throws {
        let issuer = try await issuer()
        let token = try await issuer.issue(for: Self.anna, lifetime: .seconds(600))
        _ = try await verifier(issuer.published, after: 659).verify(token)
        let late = try await verifier(issuer.published, after: 660)
        await #expect(throws: TokenRefused("expired")) { try await late.verify(token) }
        let early = try await verifier(issuer.published, after: -61)
        await #expect(throws: TokenRefused("issued in the future")) { try await early.verify(token) }
    }

    @Test func `a token once found good still ends when its time is over`() async throws {
        let issuer = try await issuer()
        let token = try await issuer.issue(for: Self.anna, lifetime: .seconds(600))
        let clock = Clock()
        let verifier = TokenVerifier { Self.now.addingTimeInterval(clock.seconds.withLock { $0 }) }
        try await verifier.replaceKeys([issuer.published])
        for _ in 0..<3 { #expect(try await verifier.verify(token) == Self.anna) }
        clock.seconds.withLock { $0 = 660 }
        await #expect(throws: TokenRefused("expired")) { try await verifier.verify(token) }
    }

    private final class Clock: Sendable {
        let seconds = Mutex<TimeInterval>(0)
    }

    @Test func `another key's token is refused, even under a known key's id`() async throws {
        let (issuer, stranger) = (try await issuer(), try await issuer())
        let verifier = try await verifier(issuer.published)
        let token = try await stranger.issue(for: Self.anna, lifetime: .seconds(600))
        await #expect(throws: TokenRefused("unknown key")) { try await verifier.verify(token) }
        let renamed = PublishedKey(kid: stranger.published.kid, x: issuer.published.x, y: issuer.published.y)
        let misled = try await self.verifier(renamed)
        await #expect(throws: TokenRefused.self) { try await misled.verify(token) }
    }

    @Test(arguments: ["none", "None", "HS256", "ES384", "RS256"])
    func `only ES256 is accepted`(algorithm: String) async throws {
        let issuer = try await issuer()
        let verifier = try await verifier(issuer.published)
        let token = try await issuer.issue(for: Self.anna, lifetime: .seconds(600))
        let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"\#(issuer.published.kid)"}"#
        let signature = String(token.split(separator: ".")[2])
        for forgery in [forged(header: header, like: token), forged(header: header, signature: signature, like: token)]
        {
            await #expect(throws: TokenRefused.self) { try await verifier.verify(forgery) }
        }
    }

    @Test(arguments: ["", ".", "..", "a.b.c", String(repeating: "a", count: 9000)])
    func `what is no token is refused`(text: String) async throws {
        let verifier = try await verifier(try await issuer().published)
        await #expect(throws: TokenRefused.self) { try await verifier.verify(text) }
    }

    @Test func `a token without a key id, or changed by one character, is refused`() async throws {
        let issuer = try await issuer()
        let verifier = try await verifier(issuer.published)
        let token = try await issuer.issue(for: Self.anna, lifetime: .seconds(600))
        let parts = token.split(separator: ".").map(String.init)
        let nameless = forged(header: #"{"alg":"ES256","typ":"JWT"}"#, signature: parts[2], like: token)
        await #expect(throws: TokenRefused("unknown key")) { try await verifier.verify(nameless) }
        let claims = parts[1].replacing("A", with: "B", maxReplacements: 1)
        await #expect(throws: TokenRefused.self) { try await verifier.verify("\(parts[0]).\(claims).\(parts[2])") }
    }

    @Test func `a token for another audience or from another issuer is refused`() async throws {
        struct Claims: JWTPayload {
            var iss = "dienst"
            var aud = "dienst"
            var sub = UUID()
            var name = "Anna"
            var roles = ["administrator", "a role to come"]
            var teams: [UUID] = []
            var iat = Int(TokenTests.now.timeIntervalSince1970)
            var exp = Int(TokenTests.now.timeIntervalSince1970) + 60
            func verify(using algorithm: some JWTAlgorithm) throws {}
        }
        let pem = try TokenIssuer.generate().pem.value
        let published = try await TokenIssuer(privateKeyPEM: pem).published
        let keys = await JWTKeyCollection().add(ecdsa: try ES256PrivateKey(pem: pem))
        let verifier = try await verifier(published)
        let kid = JWKIdentifier(string: published.kid)
        let good = try await keys.sign(Claims(), kid: kid)
        #expect(try await verifier.verify(good).roles == [.administrator])
        let elsewhere = try await keys.sign(Claims(aud: "elsewhere"), kid: kid)
        await #expect(throws: TokenRefused("audience")) { try await verifier.verify(elsewhere) }
        let foreign = try await keys.sign(Claims(iss: "somebody"), kid: kid)
        await #expect(throws: TokenRefused("issuer")) { try await verifier.verify(foreign) }
    }

    @Test func `before the first keys nobody can be judged, and replaced keys no longer count`() async throws {
        let (old, new) = (try await issuer(), try await issuer())
        let token = try await old.issue(for: Self.anna, lifetime: .seconds(600))
        let verifier = TokenVerifier { Self.now }
        await #expect(throws: KeysUnknown.self) { try await verifier.verify(token) }
        try await verifier.replaceKeys([old.published, new.published])
        _ = try await verifier.verify(token)
        try await verifier.replaceKeys([new.published])
        await #expect(throws: TokenRefused("unknown key")) { try await verifier.verify(token) }
    }
}
