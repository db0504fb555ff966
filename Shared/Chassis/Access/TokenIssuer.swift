import Contracts
import Crypto
import Foundation
import JWTKit

/// Signs access tokens. Only the desk has one.
package struct TokenIssuer: Sendable {
    /// What the other services need to check the tokens.
    package let published: PublishedKey
    private let keys: JWTKeyCollection
    private let now: @Sendable () -> Date

    /// - Parameter privateKeyPEM: a P-256 key as `generate()` makes it.
    package init(privateKeyPEM: String, now: @escaping @Sendable () -> Date = { Date() }) async throws {
        let key = try ES256PrivateKey(pem: privateKeyPEM)
        self.published = try Self.published(key)
        self.keys = await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: published.kid))
        self.now = now
    }

    /// A signed token that says who they are, good for `lifetime`.
    package func issue(for principal: Principal, lifetime: Duration) async throws -> String {
        let claims = AccessToken(principal, issued: now(), lifetime: lifetime)
        return try await keys.sign(claims, kid: JWKIdentifier(string: published.kid))
    }

    /// A new signing key, and what to publish of it.
    package static func generate() throws -> (pem: Secret, published: PublishedKey) {
        let key = ES256PrivateKey()
        return (Secret(key.pemRepresentation), try published(key))
    }

    /// The key's id is its RFC 7638 thumbprint, so that the same key has the same id everywhere.
    private static func published(_ key: ES256PrivateKey) throws -> PublishedKey {
        guard let point = key.parameters else { throw TokenRefused("the signing key has no public part") }
        let (x, y) = (Base64URL.text(point.x), Base64URL.text(point.y))
        let thumbprint = SHA256.hash(data: Data(#"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#.utf8))
        return PublishedKey(kid: Base64URL.text(Data(thumbprint).base64EncodedString()), x: x, y: y)
    }
}

/// Base64 that needs no escaping in a URL.
enum Base64URL {
    static func text(_ base64: String) -> String {
        base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func text(_ data: Data) -> String { text(data.base64EncodedString()) }

    static func data(_ text: String) -> Data? {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4))
    }
}
