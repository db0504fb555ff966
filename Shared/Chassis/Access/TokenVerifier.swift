import Contracts
import Foundation
import JWTKit
import Synchronization

/// Checks access tokens offline with the keys the desk has published.
package final class TokenVerifier: Authenticator {
    /// How far the clocks of two machines may differ.
    static let leeway: TimeInterval = 60

    private let keys = Mutex<[String: JWTKeyCollection]>([:])
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock tokens are measured by.
    package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

    /// Whether any key has arrived; until then nobody can be let in.
    package var hasKeys: Bool { keys.withLock { !$0.isEmpty } }

    /// Takes these keys instead of all earlier ones. Throws when one of them is no P-256 key.
    package func replaceKeys(_ published: [PublishedKey]) async throws {
        var fresh: [String: JWTKeyCollection] = [:]
        for key in published {
            // One collection per key: a collection falls back to its first key for an unknown id.
            fresh[key.kid] = await JWTKeyCollection().add(ecdsa: try ES256PublicKey(parameters: (x: key.x, y: key.y)))
        }
        keys.withLock { $0 = fresh }
    }

    package func principal(bearer token: String) async throws -> Principal { try await verify(token) }

    /// Who the token stands for. Throws `TokenRefused`, or `KeysUnknown` before the first keys.
    package func verify(_ token: String) async throws -> Principal {
        guard token.utf8.count <= 8192 else { throw TokenRefused("too long") }
        let key = try key(of: token)
        let claims: AccessToken
        do {
            claims = try await key.verify(token, as: AccessToken.self)
        } catch {
            throw TokenRefused("signature or claims: \(error)")
        }
        try check(claims)
        return claims.principal
    }

    private func key(of token: String) throws -> JWTKeyCollection {
        guard hasKeys else { throw KeysUnknown() }
        guard let header = try? DefaultJWTParser().parse(Data(token.utf8), as: AccessToken.self).header else {
            throw TokenRefused("not a token of this suite")
        }
        guard header.alg == AccessToken.algorithm else { throw TokenRefused("algorithm") }
        guard header.crit == nil, let kid = header.kid, let key = keys.withLock({ $0[kid] }) else {
            throw TokenRefused(TokenRefused.unknownKey)
        }
        return key
    }

    private func check(_ claims: AccessToken) throws {
        let now = now().timeIntervalSince1970
        guard claims.iss == AccessToken.issuer else { throw TokenRefused("issuer") }
        guard claims.aud == AccessToken.audience else { throw TokenRefused("audience") }
        guard Double(claims.exp) + Self.leeway > now else { throw TokenRefused("expired") }
        guard Double(claims.iat) - Self.leeway <= now else { throw TokenRefused("issued in the future") }
    }
}
