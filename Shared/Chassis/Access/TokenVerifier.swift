import Contracts
import Foundation
import JWTKit
import Synchronization

/// Checks access tokens offline with the keys the desk has published.
package final class TokenVerifier: Authenticator {
    /// How far the clocks of two machines may differ.
    static let leeway: TimeInterval = 60

    /// Tokens found good are kept, up to this many: checking a signature costs more than most requests.
    private static let remembered = 2000

    private struct State {
        var keys: [String: JWTKeyCollection] = [:]
        /// Counts the replacements of keys, so that a check begun with old keys is not remembered under new ones.
        var generation = 0
        var good: [String: AccessToken] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock tokens are measured by.
    package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

    /// Whether any key has arrived; until then nobody can be let in.
    package var hasKeys: Bool { state.withLock { !$0.keys.isEmpty } }

    /// Takes these keys instead of all earlier ones. Throws when one of them is no P-256 key.
    package func replaceKeys(_ published: [PublishedKey]) async throws {
        var fresh: [String: JWTKeyCollection] = [:]
        for key in published {
            // One collection per key: a collection falls back to its first key for an unknown id.
            fresh[key.kid] = await JWTKeyCollection().add(ecdsa: try ES256PublicKey(parameters: (x: key.x, y: key.y)))
        }
        let replacement = fresh
        state.withLock { $0 = State(keys: replacement, generation: $0.generation + 1) }
    }

    package func principal(bearer token: String) async throws -> Principal { try await verify(token) }

    /// Who the token stands for. Throws `TokenRefused`, or `KeysUnknown` before the first keys.
    package func verify(_ token: String) async throws -> Principal {
        guard token.utf8.count <= 8192 else { throw TokenRefused("too long") }
        let (known, generation) = state.withLock { ($0.good[token], $0.generation) }
        let claims = if let known { known } else { try await signed(token) }
        try check(claims)
        if known == nil { remember(token, claims, generation) }
        return claims.principal
    }

    private func signed(_ token: String) async throws -> AccessToken {
        let key = try key(of: token)
        do {
            return try await key.verify(token, as: AccessToken.self)
        } catch {
            throw TokenRefused("signature or claims: \(error)")
        }
    }

    private func remember(_ token: String, _ claims: AccessToken, _ generation: Int) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.good.count >= Self.remembered { state.good.removeAll() }
            state.good[token] = claims
        }
    }

    private func key(of token: String) throws -> JWTKeyCollection {
        guard hasKeys else { throw KeysUnknown() }
        guard let header = try? DefaultJWTParser().parse(Data(token.utf8), as: AccessToken.self).header else {
            throw TokenRefused("not a token of this suite")
        }
        guard header.alg == AccessToken.algorithm else { throw TokenRefused("algorithm") }
        guard header.crit == nil, let kid = header.kid, let key = state.withLock({ $0.keys[kid] }) else {
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
