import Foundation
import JWTKit

/// What an OpenID Connect provider says of somebody who has signed in there (OpenID Connect Core 1.0, 2).
package struct IdentityToken: Equatable, Sendable {
    package let issuer: String
    /// The provider's own id of the person, which never means anybody else; a mail address might.
    package let subject: String
    package let mail: String?
    package let isMailVerified: Bool
    package let name: String?
    package let preferredName: String?

    /// What a token is checked against.
    package struct Expectation: Sendable {
        let issuer: String
        let clientID: String
        let nonce: String
        let now: Date

        package init(issuer: String, clientID: String, nonce: String, now: Date) {
            self.issuer = issuer
            self.clientID = clientID
            self.nonce = nonce
            self.now = now
        }
    }

    /// Signature algorithms that are taken: none that share a secret, and not none.
    private static let algorithms: Set<String> = ["RS256", "PS256", "ES256", "EdDSA"]
    private static let leeway: TimeInterval = 60

    /// Checks signature, issuer, audience, time and nonce (Core 1.0, 3.1.3.7). Throws `TokenRefused`.
    ///
    /// - Parameter keys: the provider's JSON Web Key Set as it answered it.
    package init(_ token: String, keys: String, expecting expected: Expectation) async throws {
        guard token.utf8.count <= 32_768 else { throw TokenRefused("too long") }
        guard let header = try? DefaultJWTParser().parse(Data(token.utf8), as: Claims.self).header,
            let algorithm = header.alg, Self.algorithms.contains(algorithm), header.crit == nil
        else { throw TokenRefused("algorithm") }
        let claims: Claims
        do {
            claims = try await JWTKeyCollection().add(jwksJSON: keys).verify(token, as: Claims.self)
        } catch {
            throw TokenRefused("signature or claims: \(error)")
        }
        try Self.check(claims, expected)
        issuer = claims.iss
        subject = claims.sub
        mail = claims.email
        isMailVerified = claims.email_verified?.value ?? false
        name = claims.name
        preferredName = claims.preferred_username
    }

    private static func check(_ claims: Claims, _ expected: Expectation) throws(TokenRefused) {
        let now = expected.now.timeIntervalSince1970
        guard claims.iss == expected.issuer else { throw TokenRefused("issuer") }
        guard claims.aud.values.contains(expected.clientID) else { throw TokenRefused("audience") }
        guard claims.aud.values.count == 1 || claims.azp == expected.clientID else {
            throw TokenRefused("authorized party")
        }
        guard claims.nonce == expected.nonce else { throw TokenRefused("nonce") }
        guard claims.exp + leeway > now else { throw TokenRefused("expired") }
        guard claims.iat - leeway <= now else { throw TokenRefused("issued in the future") }
        guard (1...255).contains(claims.sub.utf8.count) else { throw TokenRefused("subject") }
    }

    /// Under the names they have on the wire.
    private struct Claims: JWTPayload {
        let iss: String
        let sub: String
        let aud: OneOrMany
        let azp: String?
        let nonce: String?
        let exp: Double
        let iat: Double
        let email: String?
        let email_verified: Flag?
        let name: String?
        let preferred_username: String?

        /// The claims are checked against what is expected, which is not known here.
        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    /// An audience is one text or a list of them.
    private struct OneOrMany: Codable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            values =
                if let one = try? container.decode(String.self) { [one] } else { try container.decode([String].self) }
        }

        func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }
    }

    /// Some providers send truth values as text.
    private struct Flag: Codable {
        let value: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value =
                if let flag = try? container.decode(Bool.self) { flag } else {
                    try container.decode(String.self) == "true"
                }
        }

        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }
}
