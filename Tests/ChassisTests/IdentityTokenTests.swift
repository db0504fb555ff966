import Foundation
import JWTKit
import Testing

@testable import Chassis

@Suite struct IdentityTokenTests {
    private struct Claims: JWTPayload {
        var iss = "https://id.example.org"
        var sub = "248289761001"
        var aud = ["dienst"]
        var azp: String?
        var nonce: String? = "n-0S6_WzA2Mj"
        var exp = Date().timeIntervalSince1970 + 300
        var iat = Date().timeIntervalSince1970
        var email: String? = "jane@example.org"
        var email_verified: Bool? = true

        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    private let key = ES256PrivateKey()

    private func keys(_ key: ES256PrivateKey) throws -> String {
        let point = try #require(key.parameters)
        let text = { (base64: String) in Base64URL.text(base64) }
        return
            #"{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"k1","x":"\#(text(point.x))","y":"\#(text(point.y))"}]}"#
    }

    private func token(_ claims: Claims, _ key: ES256PrivateKey) async throws -> String {
        try await JWTKeyCollection().add(ecdsa: key, kid: "k1").sign(claims, kid: "k1")
    }

    private func check(_ token: String) async throws -> IdentityToken {
        try await IdentityToken(
            token, keys: keys(key),
            expecting: .init(
                issuer: "https://id.example.org", clientID: "dienst", nonce: "n-0S6_WzA2Mj", now: Date()))
    }

    @Test func `a token of the provider's for us says who has signed in`() async throws {
        let said = try await check(token(Claims(), key))
        #expect(said.subject == "248289761001" && said.mail == "jane@example.org" && said.isMailVerified)
        let shared = try await check(token(Claims(aud: ["other", "dienst"], azp: "dienst"), key))
        #expect(shared.subject == "248289761001")
    }

    @Test func `a token for somebody else, of another time, or of another sign-in is refused`() async throws {
        let now = Date().timeIntervalSince1970
        let wrong = [
            Claims(iss: "https://evil.example"), Claims(aud: ["other"]), Claims(aud: []),
            Claims(aud: ["dienst", "other"]), Claims(nonce: "another"), Claims(nonce: nil), Claims(exp: now - 120),
            Claims(iat: now + 600), Claims(sub: ""),
        ]
        for claims in wrong {
            let token = try await token(claims, key)
            await #expect(throws: TokenRefused.self, "\(claims)") { try await check(token) }
        }
    }

    @Test func `a token signed by nobody, or by somebody else, is refused`() async throws {
        let foreign = try await token(Claims(), ES256PrivateKey())
        let good = try await token(Claims(), key)
        let parts = good.split(separator: ".").map(String.init)
        let none = Base64URL.text(Data(#"{"alg":"none","typ":"JWT"}"#.utf8))
        let shared = try await JWTKeyCollection().add(
            hmac: "a secret that both would have to share", digestAlgorithm: .sha256
        ).sign(Claims())
        for token in [foreign, shared, "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", "a.b.c", ""] {
            await #expect(throws: TokenRefused.self) { try await check(token) }
        }
    }
}
